"""``python -m rehber``."""

from rehber.cli import main

raise SystemExit(main())
