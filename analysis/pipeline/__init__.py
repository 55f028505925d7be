"""The main job: load, match, follow, measure, publish, each stage checked before the next."""
