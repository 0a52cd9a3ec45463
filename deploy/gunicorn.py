"""How gunicorn serves the site. Sync workers: threads halve pages that are bound by the processor.

Never exposed to the world: ten slow connections would hold every worker. A proxy in front (nginx, Caddy) takes those.
"""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "sync"
preload_app = True
timeout = 30
graceful_timeout = 30
accesslog = None
loglevel = "warning"
