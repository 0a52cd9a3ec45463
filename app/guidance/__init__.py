"""Pages about rights, money, caring and the words we use, and the facts of law behind them. Public: domain, api."""
