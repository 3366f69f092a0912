//! Pixels: of a playing video, and of a picture file.

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, HtmlVideoElement, ImageBitmap, Url,
};

/// Red, green, blue and opacity of each pixel, row by row, ready to change hands.
#[derive(Debug, Clone)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: ArrayBuffer,
}

/// A picture that cannot be opened or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the browser cannot open this picture")]
pub struct PictureError;

/// A canvas that frames are drawn on to be read back; one is used for all frames.
#[derive(Debug, Clone)]
pub struct Grabber {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Grabber {
    /// `None` if the browser has no 2D canvas, or none in workers (Safari before 16.4).
    pub fn new() -> Option<Self> {
        let canvas = match web_sys::window() {
            Some(window) => window.document()?.create_element("canvas").ok()?.into(),
            None => {
                let canvas: Function = global("OffscreenCanvas")?;
                Reflect::construct(&canvas, &Array::of2(&1.into(), &1.into())).ok()?
            }
        };
        // A worker's canvas and its context have what is used here of the page's.
        let canvas: HtmlCanvasElement = canvas.unchecked_into();
        // Told that it will be read, the browser keeps the canvas in memory and not on the graphics card.
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &true.into()).ok()?;
        let context: CanvasRenderingContext2d =
            canvas.get_context_with_context_options("2d", &options).ok()??.unchecked_into();
        Some(Self { canvas, context })
    }

    /// The frame that the video shows now, its longer side brought down to `longest`; `None` while there is none.
    pub fn grab(&self, video: &HtmlVideoElement, longest: u32) -> Option<Pixels> {
        let (width, height) = fit(video.video_width(), video.video_height(), longest)?;
        self.size(width, height);
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width.into(), height.into())
            .ok()?;
        self.read(width, height)
    }

    /// The file's picture, its longer side brought down to `longest`. For a file that is wider than `width`, see
    /// [`Photo::open`].
    pub async fn picture(
        &self,
        file: &Blob,
        width: Option<u32>,
        longest: u32,
    ) -> Result<Pixels, PictureError> {
        if let Some(photo) = Photo::open(file, width).await {
            return self.draw(&photo, longest);
        }
        let image = image(file).await?;
        self.paint(image.natural_width(), image.natural_height(), longest, |context, w, h| {
            context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, w, h)
        })
    }

    /// A photo, its longer side brought down to `longest`.
    pub fn draw(&self, Photo(bitmap): &Photo, longest: u32) -> Result<Pixels, PictureError> {
        self.paint(bitmap.width(), bitmap.height(), longest, |context, w, h| {
            context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, w, h)
        })
    }

    fn paint(
        &self,
        width: u32,
        height: u32,
        longest: u32,
        draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
    ) -> Result<Pixels, PictureError> {
        let (width, height) = fit(width, height, longest).ok_or(PictureError)?;
        self.size(width, height);
        // Transparent pictures (screenshots) are read on white.
        self.context.set_fill_style_str("#fff");
        self.context.fill_rect(0.0, 0.0, width.into(), height.into());
        // Else a picture that is brought down loses pixels instead of averaging them.
        Reflect::set(&self.context, &"imageSmoothingQuality".into(), &"medium".into())
            .map_err(|_| PictureError)?;
        draw(&self.context, width.into(), height.into()).map_err(|_| PictureError)?;
        self.read(width, height).ok_or(PictureError)
    }

    /// Setting the size clears the canvas and costs an allocation, so only when it changes.
    fn size(&self, width: u32, height: u32) {
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
    }

    fn read(&self, width: u32, height: u32) -> Option<Pixels> {
        let data = self.context.get_image_data(0.0, 0.0, width.into(), height.into()).ok()?;
        // The getter of the binding copies the pixels into Wasm; the property itself does not.
        let bytes = Reflect::get(&data, &"data".into()).ok()?;
        let rgba = Reflect::get(&bytes, &"buffer".into()).ok()?.dyn_into().ok()?;
        Some(Pixels { width, height, rgba })
    }
}

/// The size with its longer side brought down to `longest`; `None` for an empty picture.
fn fit(width: u32, height: u32, longest: u32) -> Option<(u32, u32)> {
    let side = width.max(height);
    if width == 0 || height == 0 {
        return None;
    }
    if side <= longest {
        return Some((width, height));
    }
    let scaled = |length: u32| {
        let scaled = u64::from(length) * u64::from(longest) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    Some((scaled(width), scaled(height)))
}

/// A picture file that was opened, turned as its EXIF says. Its memory is given back when it is dropped.
#[derive(Debug)]
pub struct Photo(ImageBitmap);

impl Photo {
    /// Whether this browser opens pictures in this way.
    pub fn can_be_opened() -> bool {
        global("createImageBitmap").is_some()
    }

    /// Opens a picture off the thread that asks, brought down to `width` while it is opened, so that one of 50
    /// megapixels never stays in memory as such; `None` where the browser cannot. Only the width is given, since
    /// the browser turns the picture, and then the two sides may be each other's.
    pub async fn open(file: &Blob, width: Option<u32>) -> Option<Self> {
        let create = global("createImageBitmap")?;
        let options = Object::new();
        if let Some(width) = width {
            Reflect::set(&options, &"resizeWidth".into(), &width.into()).ok()?;
            Reflect::set(&options, &"resizeQuality".into(), &"medium".into()).ok()?;
        }
        let opening = create.call2(&js_sys::global(), file, &options).ok()?.dyn_into::<Promise>().ok()?;
        Some(Self(JsFuture::from(opening).await.ok()?.dyn_into().ok()?))
    }
}

impl Drop for Photo {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// A function of the page's or the worker's that not every browser has.
fn global(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}

async fn image(file: &Blob) -> Result<HtmlImageElement, PictureError> {
    let url = Url::create_object_url_with_blob(file).map_err(|_| PictureError)?;
    let image = HtmlImageElement::new().map_err(|_| PictureError)?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(&url);
    let outcome = JsFuture::from(loaded).await;
    // It fails on a text that is no URL only.
    let _ = Url::revoke_object_url(&url);
    outcome.map(|_| image).map_err(|_| PictureError)
}

/// A file's picture as JPEG in a `data:` address, its longer side brought down to `longest`, turned as its EXIF says, and
/// without anything else that the file says.
pub async fn jpeg_of(file: &Blob, longest: u32) -> Result<String, PictureError> {
    let image = image(file).await?;
    let (width, height) = fit(image.natural_width(), image.natural_height(), longest).ok_or(PictureError)?;
    let draw = || {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width(width);
        canvas.set_height(height);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width.into(), height.into());
        context
            .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into())
            .ok()?;
        canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &0.8.into()).ok()
    };
    // A browser that writes no JPEG writes PNG instead; one without a canvas, nothing.
    draw().filter(|address| address.starts_with("data:image/jpeg")).ok_or(PictureError)
}

/// Calls back when the video shows its next frame, or with the next animation frame where it does not tell
/// (Chrome before 83, Safari before 15.4). Dropping it calls off.
pub struct NextFrame {
    video: HtmlVideoElement,
    id: f64,
    cancel: &'static str,
    _callback: Closure<dyn FnMut()>,
}

impl NextFrame {
    /// `None` if the page is going away.
    pub fn of(video: &HtmlVideoElement, call: impl FnOnce() + 'static) -> Option<Self> {
        let callback = Closure::once(call);
        let on_video = Reflect::get(video, &"requestVideoFrameCallback".into())
            .ok()
            .and_then(|function| function.dyn_into::<Function>().ok());
        let (id, cancel) = match on_video {
            Some(request) => {
                (request.call1(video, callback.as_ref()).ok()?.as_f64()?, "cancelVideoFrameCallback")
            }
            None => {
                let window = web_sys::window()?;
                let id = window.request_animation_frame(callback.as_ref().unchecked_ref()).ok()?;
                (id.into(), "")
            }
        };
        Some(Self { video: video.clone(), id, cancel, _callback: callback })
    }
}

impl Drop for NextFrame {
    fn drop(&mut self) {
        if self.cancel.is_empty() {
            if let Some(window) = web_sys::window() {
                // It fails only when the window is gone, and then no frame comes.
                let _ = window.cancel_animation_frame(self.id as i32);
            }
        } else if let Ok(cancel) = Reflect::get(&self.video, &self.cancel.into())
            && let Some(cancel) = cancel.dyn_ref::<Function>()
        {
            // A frame that already came cannot be called off.
            let _ = cancel.call1(&self.video, &self.id.into());
        }
    }
}

impl std::fmt::Debug for NextFrame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NextFrame")
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn pictures_are_brought_down_in_proportion_and_never_up() {
        assert_eq!(fit(1280, 720, 1280), Some((1280, 720)));
        assert_eq!(fit(4000, 3000, 1600), Some((1600, 1200)));
        assert_eq!(fit(3000, 4000, 1600), Some((1200, 1600)));
        assert_eq!(fit(100_000, 3, 1600), Some((1600, 1)));
        assert_eq!(fit(0, 720, 1280), None);
    }
}
