"""What the shell offers of agencies' data: each module of this package adds its own ``sightline data …`` commands."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
