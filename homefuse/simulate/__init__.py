"""A home made of nothing: what devices would do, without the devices."""
