"""Outlines of the world's countries, and how to bring them, and places, onto a sheet. It knows nothing of a reader."""
