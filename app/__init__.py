"""Careway: helps people find care and support. Empty on purpose: the composition root is app.factory."""
