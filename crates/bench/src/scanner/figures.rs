//! What the decoders found, against what is in the pictures; and their times, against zxing-wasm's.

use serde::Deserialize;

use super::pictures::{Group, Picture};
use crate::error::BenchError;
use crate::table::{Limit, Line, RATIO};

/// The decoder that the others are compared with.
const YARDSTICK: &str = "zxing-wasm";
/// Photos, BoofCV's among them, and drawn pictures of the folder that the counts' limits are meant for.
const REFERENCE: [usize; 3] = [357, 215, 181];

/// What an engine sends.
#[derive(Debug, Clone, Deserialize)]
pub struct Results {
    decoders: Vec<String>,
    /// For each picture what each decoder gave.
    frames: Vec<Vec<Reading>>,
}

#[derive(Debug, Clone, Deserialize)]
struct Reading {
    /// Nothing if the decoder broke.
    texts: Option<Vec<String>>,
    /// In ms, once for each time.
    took: Vec<f64>,
}

/// What a decoder is worth.
#[derive(Debug, Clone, PartialEq)]
struct Figures {
    name: String,
    /// Decoded photos, BoofCV's among them, drawn pictures.
    decoded: [usize; 3],
    /// Pictures of which only other texts were found than they say.
    wrong: usize,
    /// Those of them whose text is ASCII.
    wrong_ascii: usize,
    /// Pictures without a code in which one was found.
    invented: usize,
    /// Pictures at which it broke.
    broken: usize,
    /// On the pictures that it decoded.
    hits: Times,
    /// On the pictures without a code.
    empty: Times,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Times {
    median: f64,
    most: f64,
}

impl Times {
    /// Median and 95th percentile.
    fn of(mut took: Vec<f64>) -> Self {
        took.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = (took.len() as f64 * share) as usize;
            took.get(index.min(took.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
        };
        Self { median: at(0.5), most: at(0.95) }
    }
}

impl Figures {
    fn of<'a>(name: &str, readings: impl Iterator<Item = (&'a Picture, &'a Reading)>) -> Self {
        let mut figures = Self {
            name: name.to_owned(),
            decoded: [0; 3],
            wrong: 0,
            wrong_ascii: 0,
            invented: 0,
            broken: 0,
            hits: Times::of(Vec::new()),
            empty: Times::of(Vec::new()),
        };
        let (mut hits, mut empty) = (Vec::new(), Vec::new());
        for (picture, reading) in readings {
            let took = Times::of(reading.took.clone()).median;
            let texts = reading.texts.as_deref().unwrap_or_default();
            figures.broken += usize::from(reading.texts.is_none());
            if picture.group == Group::Empty {
                empty.push(took);
                figures.invented += usize::from(!texts.is_empty());
            } else if texts.iter().any(|text| picture.says(text)) {
                hits.push(took);
                figures.decoded = sum(figures.decoded, counts(picture));
            } else if !texts.is_empty() {
                figures.wrong += 1;
                figures.wrong_ascii += usize::from(picture.is_ascii());
                println!("{name}: {} says {:?}", picture.path.display(), texts);
            }
        }
        figures.hits = Times::of(hits);
        figures.empty = Times::of(empty);
        figures
    }

    fn print(&self, yardstick: &Self) {
        let [photos, boofcv, synthetic] = self.decoded;
        let (hits, empty) = (self.hits, self.empty);
        println!(
            "{:<12} {photos:>6} {boofcv:>6} {synthetic:>6} {:>6} {:>9} {:>7} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2}",
            self.name,
            self.wrong,
            self.invented,
            self.broken,
            hits.median,
            hits.most,
            hits.median / yardstick.hits.median,
            hits.most / yardstick.hits.most,
            empty.median,
            empty.most,
            empty.median / yardstick.empty.median,
            empty.most / yardstick.empty.most,
        );
    }
}

/// Where a picture counts: photos, BoofCV's, drawn.
fn counts(picture: &Picture) -> [usize; 3] {
    match picture.group {
        Group::BoofCv => [1, 1, 0],
        Group::Photo => [1, 0, 0],
        Group::Synthetic => [0, 0, 1],
        Group::Empty => [0; 3],
    }
}

fn sum(a: [usize; 3], b: [usize; 3]) -> [usize; 3] {
    std::array::from_fn(|index| a[index] + b[index])
}

/// Prints what every decoder did in this engine, and gives ours as figures with limits.
pub fn judge(engine: &str, pictures: &[Picture], results: &Results) -> Result<Vec<Line>, BenchError> {
    let whole = results.frames.len() == pictures.len()
        && results.frames.iter().all(|readings| readings.len() == results.decoders.len());
    if !whole {
        return Err(BenchError::Value("result for every picture and decoder".to_owned()));
    }
    let all: Vec<Figures> = results
        .decoders
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let readings = results.frames.iter().map(|readings| &readings[index]);
            Figures::of(name, pictures.iter().zip(readings))
        })
        .collect();
    let yardstick = all
        .iter()
        .find(|figures| figures.name == YARDSTICK)
        .ok_or_else(|| BenchError::Value(format!("result of {YARDSTICK}")))?;
    let there = pictures.iter().map(counts).fold([0; 3], sum);
    let [photos, boofcv, synthetic] = there;
    println!(
        "\n{engine}: {photos} photos, {boofcv} of them BoofCV's, {synthetic} drawn; ms, and times zxing-wasm's"
    );
    println!(
        "{:<12} {:>6} {:>6} {:>6} {:>6} {:>9} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "",
        "photos",
        "BoofCV",
        "drawn",
        "wrong",
        "invented",
        "broken",
        "hit",
        "95 of",
        "hit",
        "95 of",
        "empty",
        "95 of",
        "empty",
        "95 of",
    );
    println!(
        "{:<12} {:>51} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "", "ms", "100", "x", "100", "ms", "100", "x", "100"
    );
    all.iter().for_each(|figures| figures.print(yardstick));
    let ours =
        all.iter().filter(|figures| figures.name.starts_with("plain") || figures.name.starts_with("SIMD"));
    Ok(ours.flat_map(|figures| lines(engine, figures, yardstick, there == REFERENCE)).collect())
}

/// A decoder's figures beside the limits of its tier.
fn lines(engine: &str, figures: &Figures, yardstick: &Figures, is_reference: bool) -> Vec<Line> {
    let tier = figures.name.rsplit(' ').next().unwrap_or_default();
    let line = |what: &str, value: f64, unit: &'static str, limit: Limit| Line {
        what: format!("{engine}, {}: {what}", figures.name),
        value,
        unit,
        limit,
    };
    let least: [Option<f64>; 3] = match tier {
        "fast" => [Some(299.0), Some(179.0), Some(132.0)],
        "full" => [Some(308.0), None, None],
        _ => [Some(322.0), None, Some(148.0)],
    };
    let mut lines = Vec::new();
    for ((what, count), least) in ["photos", "of BoofCV", "drawn"].iter().zip(figures.decoded).zip(least) {
        // Other pictures have no limit.
        if let Some(least) = least.filter(|_| is_reference) {
            lines.push(line(what, count as f64, "", Limit::Least(least)));
        }
    }
    let errors = figures.wrong_ascii + figures.invented + figures.broken;
    lines.push(line("wrong, invented, broken", errors as f64, "", Limit::Most(0.0)));
    let empty = figures.empty.median / yardstick.empty.median;
    match tier {
        "fast" => {
            let hits = figures.hits.median / yardstick.hits.median;
            let most = figures.empty.most / yardstick.empty.most;
            lines.push(line("time on hits", hits, RATIO, Limit::Most(0.65)));
            lines.push(line("time without a code", empty, RATIO, Limit::Most(0.9)));
            lines.push(line("the same, 95 of 100", most, RATIO, Limit::Most(1.3)));
        }
        "full" => lines.push(line("time without a code", empty, RATIO, Limit::Most(2.5))),
        _ => lines.push(line("time without a code", empty, RATIO, Limit::Most(8.0))),
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(group: &str, text: &str) -> Picture {
        let folder = tempfile::tempdir().unwrap();
        let texts: Vec<&str> = [text].into_iter().filter(|text| !text.is_empty()).collect();
        let truth = serde_json::json!([{"file": "a.png", "set": group, "texts": texts}]);
        std::fs::write(folder.path().join("truth.json"), truth.to_string()).unwrap();
        super::super::pictures::read(folder.path()).unwrap().remove(0)
    }

    fn reading(text: &str, took: f64) -> Reading {
        let texts = [text].into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect();
        Reading { texts: Some(texts), took: vec![took, 100.0, took] }
    }

    #[test]
    fn decoded_wrong_invented_and_broken_are_told_apart_and_timed_apart() {
        let pictures = [
            picture("boof-glare", "one"),
            picture("zxcpp", "two"),
            picture("syn-dark", "three"),
            picture("neg", ""),
            picture("neg", ""),
        ];
        let readings = [
            reading("one", 3.0),
            reading("other", 7.0),
            reading("", 8.0),
            reading("four", 5.0),
            Reading { texts: None, took: vec![4.0] },
        ];
        let figures = Figures::of("ours", pictures.iter().zip(&readings));
        assert_eq!(figures.decoded, [1, 1, 0]);
        assert_eq!((figures.wrong, figures.wrong_ascii, figures.invented, figures.broken), (1, 1, 1, 1));
        assert_eq!(figures.hits, Times { median: 3.0, most: 3.0 });
        assert_eq!(figures.empty, Times { median: 5.0, most: 5.0 });
    }

    #[test]
    fn limits_of_counts_are_for_the_reference_pictures_only() {
        let figures = Figures::of("plain fast", std::iter::empty());
        assert_eq!(lines("Node", &figures, &figures, true).len(), 7);
        assert_eq!(lines("Node", &figures, &figures, false).len(), 4);
    }
}
