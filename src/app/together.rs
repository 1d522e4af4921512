//! A few futures at once, on one thread.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

/// A future that says which it was.
pub(super) type Job<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The results of two futures that run beside each other.
pub(super) async fn both<A: Future, B: Future>(one: A, other: B) -> (A::Output, B::Output) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let mut results = (None, None);
    poll_fn(|context| {
        if results.0.is_none() {
            results.0 = ready(one.as_mut().poll(context));
        }
        if results.1.is_none() {
            results.1 = ready(other.as_mut().poll(context));
        }
        match std::mem::take(&mut results) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            open => {
                results = open;
                Poll::Pending
            }
        }
    })
    .await
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

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
