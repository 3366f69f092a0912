//! A short tone when a code was read.

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

const TONE_HZ: f32 = 1760.0;
const TONE_S: f64 = 0.09;
const TONE_GAIN: f32 = 0.15;

/// A tone generator. Browsers let it sound only if it was made after a tap, as the camera view is.
#[derive(Debug)]
pub struct Beeper(Option<AudioContext>);

impl Beeper {
    /// Silent where the browser has no Web Audio.
    pub fn new() -> Self {
        Self(AudioContext::new().ok())
    }

    /// Sounds once.
    pub fn beep(&self) {
        if let Some(context) = &self.0 {
            // Without sound nothing is lost: the pass says it, too.
            let _ = tone(context);
        }
    }
}

impl Default for Beeper {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Beeper {
    fn drop(&mut self) {
        if let Some(context) = &self.0 {
            // Closing a closed one fails, and is what we want.
            let _ = context.close();
        }
    }
}

fn tone(context: &AudioContext) -> Result<(), JsValue> {
    let _ = context.resume()?;
    let (source, volume) = (context.create_oscillator()?, context.create_gain()?);
    source.frequency().set_value(TONE_HZ);
    volume.gain().set_value(TONE_GAIN);
    source.connect_with_audio_node(&volume)?.connect_with_audio_node(&context.destination())?;
    source.start()?;
    source.stop_with_when(context.current_time() + TONE_S)
}
