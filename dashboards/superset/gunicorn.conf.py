"""How gunicorn serves Superset.

    gunicorn -c gunicorn.conf.py 'superset.app:create_app()'

in the environment that superset_config.py describes, and

    SUPERSET_PORT             the port on 127.0.0.1; required

It answers GET /health with 200 when it is ready, and ends on SIGTERM.
"""

import os

bind = f"127.0.0.1:{os.environ['SUPERSET_PORT']}"
workers = 1
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 10
keepalive = 5
proc_name = "mujun-superset"
# Not used here, and it would lie outside the data folder.
control_socket_disable = True
