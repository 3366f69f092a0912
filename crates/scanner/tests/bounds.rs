//! The work for a frame is bounded, whatever the frame: measured in ordinary frames of the same machine.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use venue_scanner::{Frame, Scanner, Tier};
use venue_testkit::hostile::Hostile;
use venue_testkit::image::GrayImage;
use venue_testkit::noise::Noise;
use venue_testkit::scene::{Backdrop, Scene};

const SIZE: (u32, u32) = (1280, 720);
/// Pictures of each hostile kind.
const EACH: usize = 3;
/// Live views of the same.
const VIEWS: usize = 3;

/// How many times an ordinary frame's time a hostile one may take.
const MOST: [(Tier, u32); 3] = [(Tier::Fast, 8), (Tier::Full, 8), (Tier::Deep, 8)];

fn frame(picture: &GrayImage) -> Frame<'_> {
    Frame::luma(picture.width(), picture.height(), picture.as_raw()).unwrap()
}

/// The processor's time that this thread took, which other programs do not add to; the shortest of a few tries.
fn time(tries: usize, mut work: impl FnMut()) -> Duration {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    };
    let each = (0..tries).map(|_| {
        let start = now();
        work();
        now() - start
    });
    each.min().unwrap()
}

/// One measurement at a time: two would take each other's caches and clock.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Frames without a code, as a camera sees them on the way to one.
fn ordinary() -> Vec<GrayImage> {
    [Backdrop::Wall, Backdrop::Things, Backdrop::Bricks, Backdrop::Page]
        .map(|backdrop| {
            Scene { size: SIZE, backdrop, blur: 0.6, noise: 3.0, ..Scene::empty() }.draw(2).picture
        })
        .into()
}

#[test]
fn no_frame_takes_many_times_longer_than_an_ordinary_one() {
    let _alone = alone();
    let mut scanner = Scanner::new();
    let mut noise = Noise::new(8);
    let hostile: Vec<(Hostile, GrayImage)> = Hostile::ALL
        .into_iter()
        .flat_map(|kind| [kind; EACH])
        .map(|kind| (kind, kind.draw(SIZE, &mut noise)))
        .collect();
    for (tier, most) in MOST {
        let mut take = |picture: &GrayImage| {
            time(2, || {
                black_box(scanner.scan(frame(picture), tier));
            })
        };
        let ordinary = ordinary();
        let usual = ordinary.iter().map(&mut take).sum::<Duration>() / ordinary.len() as u32;
        for (kind, picture) in &hostile {
            let taken = take(picture);
            println!("{tier:?} {kind:?}: {:.1}", taken.as_secs_f32() / usual.as_secs_f32());
            assert!(taken < usual * most, "{tier:?}, {kind:?}: {taken:?}, an ordinary frame {usual:?}");
        }
    }
}

#[test]
fn no_frame_of_a_live_view_takes_the_whole_rounds_time() {
    let _alone = alone();
    let mut scanner = Scanner::new();
    for picture in ordinary() {
        // In step, so that each of them takes the same step of the round.
        let mut views = [const { Scanner::new() }; VIEWS];
        for step in 0..32 {
            // Both in turn, so that a machine that is slower for a moment is slower for both.
            let pairs = views.each_mut().map(|view| {
                let whole = time(1, || {
                    black_box(scanner.scan(frame(&picture), Tier::Deep));
                });
                let taken = time(1, || {
                    black_box(view.follow(frame(&picture)));
                });
                (taken, whole)
            });
            let taken = pairs.iter().map(|(taken, _)| *taken).min().unwrap();
            let whole = pairs.iter().map(|(_, whole)| *whole).min().unwrap();
            println!("frame {step}: {:.2}", taken.as_secs_f32() / whole.as_secs_f32());
            // The dearest look, at the picture twice as large, is half of the round and more; the fast tier comes on top.
            assert!(taken < whole, "frame {step}: {taken:?}, the whole round {whole:?}");
        }
    }
}
