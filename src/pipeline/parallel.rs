//! One piece of work for each of several texts, on two threads at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// Less than this (in bytes of text) is done before a thread has begun.
const WORTH_A_THREAD: usize = 8 << 10;

/// The stack of a thread (in bytes), so that a text may be nested as deep there as on the first thread.
const STACK: usize = 8 << 20;

/// What `work` makes of each of `count` texts, in their order; `size` tells how many bytes a text has.
///
/// The largest are begun first, so that none is left for the end. One helper takes a third off the time of reading; a
/// second one only adds its start, since the largest text sets the pace. Where the system refuses it, nobody helps.
pub fn each<R: Send>(
    count: usize,
    size: impl Fn(usize) -> usize,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(size(index)));
    let next = AtomicUsize::new(0);
    let share = || {
        let taken = std::iter::from_fn(|| order.get(next.fetch_add(1, Ordering::Relaxed)).copied());
        taken.map(|index| (index, work(index))).collect::<Vec<_>>()
    };
    let total: usize = order.iter().map(|&index| size(index)).sum();
    let helps = count > 1 && total > WORTH_A_THREAD;
    let mut done = thread::scope(|scope| {
        let begin = || Builder::new().stack_size(STACK).spawn_scoped(scope, share).ok();
        let helper = helps.then(begin).flatten();
        let mut done = share();
        if let Some(helper) = helper {
            // What a thread dies of, the program dies of.
            done.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|&(index, _)| index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_texts() {
        for count in [0, 1, 2, 100] {
            let squares = each(count, |index| index << 10, |index| index * index);
            assert_eq!(squares, (0..count).map(|index| index * index).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_is_handed_on() {
        each(20, |_| 1 << 20, |index| assert_ne!(index, 7, "seven"));
    }
}
