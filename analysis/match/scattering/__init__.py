"""The same engine in many places: each stage is run shard by shard, wherever the shards lie."""
