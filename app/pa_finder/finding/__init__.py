"""Looking for a personal assistant: who may be seen today, who fits, and how the pages say so."""
