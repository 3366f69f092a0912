//! `/api/v1/notices`, `/receipts`, `/disputes`, and the tracer's side of them.

mod disputes;
mod publish;
mod receipts;
