//! Work on many things at once, with results in the order of the things.

use std::sync::mpsc;
use std::thread;

/// Fewer things than this are done before a thread has started.
const FEW: usize = 16;
/// More threads than this wait for the disk rather than work.
const MOST_THREADS: usize = 16;
/// How many things a thread does before it hands them on: to wake another thread takes as long as a small thing.
const BATCH: usize = 8;
/// How many batches of a thread may wait for their turn, so that few results are held in memory.
const AHEAD: usize = 4;

/// Hands what `work` makes of each thing to `take`, in the order of the things, while others are worked on. Ends early
/// where `take` wants no more.
pub(crate) fn each<'t, T: Sync, R: Send>(
    things: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    let threads = if things.len() < FEW {
        1
    } else {
        thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS))
    };
    if threads == 1 {
        things.iter().map(work).all(take);
        return;
    }
    thread::scope(|scope| {
        let batches = things.chunks(BATCH);
        let lanes: Vec<_> = (0..threads)
            .map(|lane| {
                let (give, receive) = mpsc::sync_channel(AHEAD);
                let (batches, work) = (batches.clone(), &work);
                scope.spawn(move || {
                    for batch in batches.skip(lane).step_by(threads) {
                        // Nobody is there any more who would take it.
                        if give
                            .send(batch.iter().map(work).collect::<Vec<R>>())
                            .is_err()
                        {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        for lane in lanes.iter().cycle().take(batches.len()) {
            // Where a thread panicked, the scope hands that on.
            let Ok(done) = lane.recv() else { return };
            if !done.into_iter().all(&mut take) {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_the_order_of_the_things() {
        for count in [0, 3, 1000] {
            let things: Vec<usize> = (0..count).collect();
            let mut doubled = Vec::new();
            super::each(
                &things,
                |thing| thing * 2,
                |result| {
                    doubled.push(result);
                    true
                },
            );
            let expected: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(doubled, expected);
        }
    }

    #[test]
    fn nothing_is_taken_behind_the_end() {
        let things: Vec<usize> = (0..1000).collect();
        let mut taken = 0;
        super::each(
            &things,
            |thing| *thing,
            |result| {
                taken += 1;
                result < 99
            },
        );
        assert_eq!(taken, 100);
    }
}
