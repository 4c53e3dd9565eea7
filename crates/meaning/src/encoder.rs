//! The network that reads the pieces of a text together.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::{NdTensor, NdTensorView, prelude::*};

use crate::WIDTH;

pub struct Encoder {
    model: Model,
    inputs: [NodeId; 3],
    output: NodeId,
}

thread_local! {
    /// Each text is read by one thread, and each caller has its own: a question doesn't wait for an article.
    static ALONE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl Encoder {
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        // Twice the memory, 20 MB more, but a third of the time for a short text.
        let options = ModelOptions::with_all_ops().prepack_weights(true).clone();
        let model = options.load(bytes.to_vec()).map_err(|e| e.to_string())?;
        let node = |name| model.node_id(name).map_err(|e| e.to_string());
        let inputs = [node("x")?, node("mask")?, node("pool")?];
        let output = node("y")?;
        Ok(Encoder { model, inputs, output })
    }

    /// The mean of what the pieces, rows of [`WIDTH`] numbers, say in each other's company.
    pub fn encode(&self, rows: &[f32]) -> Result<Vec<f32>, String> {
        let pieces = rows.len() / WIDTH;
        let rows = NdTensorView::from_data([1, pieces, WIDTH], rows);
        let mask = NdTensor::<f32, 4>::zeros([1, 1, 1, pieces]);
        let pool = NdTensor::<f32, 3>::full([1, pieces, 1], 1.0 / pieces as f32);
        let [x, masked, pooled] = self.inputs;
        let inputs: Vec<(NodeId, ValueOrView<'_>)> =
            vec![(x, rows.into()), (masked, mask.view().into()), (pooled, pool.view().into())];
        let options = RunOptions::default().with_thread_pool(Some(ALONE.with(Arc::clone)));
        let outputs = self.model.run(inputs, &[self.output], Some(options)).map_err(|e| e.to_string())?;
        let [output] = <[_; 1]>::try_from(outputs).map_err(|_| "no output")?;
        let output: NdTensor<f32, 2> = output.try_into().map_err(|_| "another kind of output")?;
        Ok(output.into_data().to_vec())
    }
}
