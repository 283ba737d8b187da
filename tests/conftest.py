"""For all tests: how long an example takes depends on the machine and fails no property."""

from hypothesis import settings

settings.register_profile("crossings", deadline=None)
settings.load_profile("crossings")
