//! A few futures at once, on one thread.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// A future that says which it was.
pub(super) type Job<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The result of whichever of the jobs ends first, which is then gone from among them. Never ends if there is none.
pub(super) async fn first<T>(jobs: &mut Vec<Job<'_, T>>) -> T {
    poll_fn(|context| {
        let ended = jobs.iter_mut().enumerate().find_map(|(at, job)| match job.as_mut().poll(context) {
            Poll::Ready(result) => Some((at, result)),
            Poll::Pending => None,
        });
        match ended {
            Some((at, result)) => {
                drop(jobs.swap_remove(at));
                Poll::Ready(result)
            }
            None => Poll::Pending,
        }
    })
    .await
}
