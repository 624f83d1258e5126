//! One piece of work for each of several texts, on several threads at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// So many threads help at most. Asking the system how many there could be takes longer than starting one in vain.
const HELPERS: usize = 3;

/// Less than this (in bytes of text) is done before a thread has begun.
const WORTH_A_THREAD: usize = 8 << 10;

/// The stack of a thread (in bytes), so that a text may be nested as deep there as on the first thread.
const STACK: usize = 8 << 20;

/// What `work` makes of each of `count` texts, in their order; `size` tells how many bytes a text has.
///
/// The largest are begun first, so that none is left for the end. Where the system refuses a thread, the others do its
/// share.
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
    let helpers = HELPERS.min(count.saturating_sub(1)).min(total / WORTH_A_THREAD);
    let mut done = thread::scope(|scope| {
        let begin = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, share).ok();
        let helpers: Vec<_> = (0..helpers).filter_map(begin).collect();
        let mut done = share();
        for helper in helpers {
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
