"""The desk and the site agree: a WordPress in memory, and machines that try to break the sync."""
