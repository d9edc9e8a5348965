"""The photos of the desk, and the photos of the open story."""
