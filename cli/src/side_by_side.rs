//! Work on many things at once, with results in the order of the things.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer things than this are done before a thread has started.
const FEW: usize = 16;
/// More threads than this wait for the disk rather than work.
const MOST_THREADS: usize = 16;

/// What `work` makes of each thing.
pub(crate) fn map<'t, T: Sync, R: Send>(
    things: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<R> {
    let threads = if things.len() < FEW {
        1
    } else {
        thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS))
    };
    if threads == 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else {
                return done;
            };
            done.push((at, work(thing)));
        }
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut all = take();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_the_order_of_the_things() {
        for count in [0, 3, 1000] {
            let things: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(super::map(&things, |thing| thing * 2), doubled);
        }
    }
}
