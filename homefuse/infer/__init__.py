"""Running the models: the only place that knows onnxruntime."""
