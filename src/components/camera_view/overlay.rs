//! What lies over the camera's picture: the hint, and the buttons for what the camera can do.

use yew::html::Scope;
use yew::{Html, html};

use super::{CLOSER, CameraView, Msg};
use crate::components::icon::{Glyph, icon};
use crate::i18n::Words;
use crate::i18n::text::Scan as Text;
use crate::scan::{Capabilities, Hint};

/// What is shown.
pub struct Overlay<'a> {
    pub words: Words,
    pub hint: Option<Hint>,
    pub able: &'a Capabilities,
    /// The light is on.
    pub torch: bool,
    /// The zoom is on.
    pub closer: bool,
}

/// A button: its icon, what tests find it by, whether it is pressed, whether the hint speaks for it.
type Tool = (Glyph, &'static str, Option<bool>, bool);

impl Overlay<'_> {
    /// The overlay itself.
    pub fn view(&self, link: &Scope<CameraView>) -> Html {
        let words = self.words;
        let tool = |(glyph, testid, pressed, advised): Tool, text: &'static str, message: fn() -> Msg| {
            let pressed = pressed.map(|on| if on { "true" } else { "false" });
            html! {
                <button type="button" class={advised.then_some("camera__advised")} aria-pressed={pressed}
                    onclick={link.callback(move |_| message())} data-testid={testid}>
                    { icon(glyph) }<span>{ text }</span>
                </button>
            }
        };
        let light = words.of(if self.torch { Text::TorchOff } else { Text::TorchOn });
        let light_helps = self.hint == Some(Hint::TooDark) && !self.torch;
        // What is too near for the lens is sharp, and as large, from twice as far.
        let zoom_helps = matches!(self.hint, Some(Hint::Closer | Hint::HoldStill)) && !self.closer;
        html! {
            <>
                // It is there before a hint is, so that screen readers hear one come.
                <div class="camera__said" role="status">
                    if let Some(hint) = self.hint {
                        <p class="camera__hint" data-testid="hint">{ words.of(self.text(hint)) }</p>
                    }
                </div>
                <div class="camera__tools">
                    if self.able.torch {
                        { tool((Glyph::Light, "torch", Some(self.torch), light_helps), light, || Msg::Torch) }
                    }
                    if self.able.zoom.is_some_and(|(_, max)| max >= CLOSER) {
                        { tool((Glyph::Scan, "zoom", Some(self.closer), zoom_helps), "2×", || Msg::Zoom) }
                    }
                    if self.able.lenses.len() > 1 {
                        { tool((Glyph::Turn, "switch-lens", None, false), words.of(Text::SwitchCamera), || Msg::NextLens) }
                    }
                </div>
            </>
        }
    }

    /// The words of a hint, as far as this camera can follow it.
    fn text(&self, hint: Hint) -> Text {
        match hint {
            Hint::Closer => Text::HintCloser,
            Hint::HoldStill => Text::HintStill,
            Hint::TooDark if self.able.torch && !self.torch => Text::HintTorch,
            Hint::TooDark => Text::HintDark,
            Hint::Glare => Text::HintGlare,
        }
    }
}
