"""Makes data, trains, evaluates and exports the models; never in the wheel."""
