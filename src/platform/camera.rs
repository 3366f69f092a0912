//! The camera: opening the right lens, its light and zoom, and every way it can fail.

use js_sys::{Array, Function, Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaDeviceInfo, MediaDeviceKind, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

/// Fewer pixels leave too few for each module of a poster at arm's length.
const IDEAL_WIDTH: u32 = 1280;
const IDEAL_HEIGHT: u32 = 720;

/// Why there is no picture: one a name of getUserMedia's errors, and three of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CameraFailure {
    /// The visitor, the system or the site's policy said no.
    #[error("the camera is not allowed")]
    NotAllowed,
    /// There is none.
    #[error("there is no camera")]
    NotFound,
    /// Another program has it, or it is broken.
    #[error("the camera is busy")]
    NotReadable,
    /// None fits what was asked for.
    #[error("no camera fits")]
    Overconstrained,
    /// Browsers give cameras to HTTPS pages only.
    #[error("the page is not secure")]
    Insecure,
    /// The browser or web-view gives no camera to pages.
    #[error("the browser has no camera for pages")]
    Unsupported,
    /// It was opened twice and showed nothing.
    #[error("the camera shows no picture")]
    NoFrames,
}

impl CameraFailure {
    fn of(error: &JsValue) -> Self {
        let name = get(error, "name").as_string().unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "PermissionDeniedError" | "PermissionDismissedError" => Self::NotAllowed,
            "NotFoundError" | "DevicesNotFoundError" => Self::NotFound,
            "NotReadableError" | "TrackStartError" | "AbortError" => Self::NotReadable,
            "OverconstrainedError" | "ConstraintNotSatisfiedError" => Self::Overconstrained,
            "SecurityError" => Self::Insecure,
            _ => Self::Unsupported,
        }
    }
}

/// A camera to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lens {
    /// The browser's id of it, good for this site.
    pub id: String,
    /// What the browser calls it, such as `camera2 0, facing back`.
    pub label: String,
}

/// An open camera; dropping it stops every track.
#[derive(Debug)]
pub struct Camera {
    stream: MediaStream,
    track: MediaStreamTrack,
}

impl Camera {
    /// Opens the lens with this id, or else the main rear one: among rear lenses the one that focuses by itself,
    /// since telephoto and wide ones often cannot. Asks for permission if need be, so call it after a tap.
    pub async fn open(wanted: Option<&str>) -> Result<Self, CameraFailure> {
        let devices = media_devices()?;
        if let Some(id) = wanted {
            match Self::request(&devices, Choice::Id(id)).await {
                // Forgotten with the site's data, or unplugged: choose anew.
                Err(CameraFailure::Overconstrained | CameraFailure::NotFound) => {}
                other => return other,
            }
        }
        let camera = Self::request(&devices, Choice::Rear).await?;
        if camera.focuses_by_itself() {
            return Ok(camera);
        }
        // Ids and labels are told only once a camera is open.
        let current = camera.lens_id();
        let Some(better) = self_focusing_rear(&devices).await.filter(|id| Some(id) != current.as_ref())
        else {
            return Ok(camera);
        };
        // Android opens one camera at a time.
        drop(camera);
        match Self::request(&devices, Choice::Id(&better)).await {
            Ok(camera) => Ok(camera),
            Err(_) => Self::request(&devices, Choice::Rear).await,
        }
    }

    async fn request(devices: &MediaDevices, choice: Choice<'_>) -> Result<Self, CameraFailure> {
        let video = object([
            ("width", object([("ideal", IDEAL_WIDTH.into())]).into()),
            ("height", object([("ideal", IDEAL_HEIGHT.into())]).into()),
            match choice {
                Choice::Id(id) => ("deviceId", object([("exact", id.into())]).into()),
                Choice::Rear => ("facingMode", object([("ideal", "environment".into())]).into()),
            },
        ]);
        let constraints = MediaStreamConstraints::new();
        constraints.set_audio(&false.into());
        constraints.set_video(&video);
        let opening = devices
            .get_user_media_with_constraints(&constraints)
            .map_err(|error| CameraFailure::of(&error))?;
        let stream = JsFuture::from(opening).await.map_err(|error| CameraFailure::of(&error))?;
        let stream: MediaStream = stream.dyn_into().map_err(|_| CameraFailure::Unsupported)?;
        let Ok(track) = stream.get_video_tracks().get(0).dyn_into::<MediaStreamTrack>() else {
            return Err(CameraFailure::NotFound);
        };
        let camera = Self { stream, track };
        if camera.focuses_by_itself() {
            camera.apply("focusMode", "continuous".into());
        }
        Ok(camera)
    }

    /// What a video element plays.
    pub fn stream(&self) -> &MediaStream {
        &self.stream
    }

    /// The id of the open lens, to be remembered.
    pub fn lens_id(&self) -> Option<String> {
        let settings = call(&self.track, "getSettings")?;
        get(&settings, "deviceId").as_string().filter(|id| !id.is_empty())
    }

    /// Whether it has a light that the page may switch.
    pub fn has_torch(&self) -> bool {
        // Chrome says true, older drafts said [true].
        let torch = self.capability("torch");
        torch.is_truthy() && torch.dyn_ref::<Array>().is_none_or(|list| list.includes(&true.into(), 0))
    }

    /// How far it zooms: smallest and largest factor.
    pub fn zoom_range(&self) -> Option<(f64, f64)> {
        let zoom = self.capability("zoom");
        let (min, max) = (get(&zoom, "min").as_f64()?, get(&zoom, "max").as_f64()?);
        (min.is_finite() && max.is_finite() && min < max).then_some((min, max))
    }

    /// Switches the light.
    pub fn set_torch(&self, on: bool) {
        self.apply("torch", on.into());
    }

    /// Sets the zoom to a factor within [`Camera::zoom_range`].
    pub fn set_zoom(&self, factor: f64) {
        self.apply("zoom", factor.into());
    }

    /// Whether the system took the camera away (a call, another program).
    pub fn has_ended(&self) -> bool {
        self.track.ready_state() == web_sys::MediaStreamTrackState::Ended
    }

    fn focuses_by_itself(&self) -> bool {
        lists_continuous(&self.capability("focusMode"))
    }

    fn capability(&self, name: &str) -> JsValue {
        call(&self.track, "getCapabilities").map_or(JsValue::UNDEFINED, |all| get(&all, name))
    }

    /// The camera goes on as it was if it will not do this.
    fn apply(&self, name: &str, value: JsValue) {
        let advanced = Array::of1(&object([(name, value)]));
        let constraints = object([("advanced", advanced.into())]);
        let Ok(apply) = get(&self.track, "applyConstraints").dyn_into::<Function>() else { return };
        if let Ok(promise) = apply.call1(&self.track, &constraints)
            && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
        {
            wasm_bindgen_futures::spawn_local(async move {
                let _ = JsFuture::from(promise).await;
            });
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Choice<'a> {
    Id(&'a str),
    Rear,
}

/// All cameras, once one was allowed; before, browsers hide ids and labels.
pub async fn lenses() -> Vec<Lens> {
    let Ok(devices) = media_devices() else { return Vec::new() };
    video_inputs(&devices)
        .await
        .into_iter()
        .map(|device| Lens { id: device.device_id(), label: device.label() })
        .filter(|lens| !lens.id.is_empty())
        .collect()
}

fn media_devices() -> Result<MediaDevices, CameraFailure> {
    let window = web_sys::window().ok_or(CameraFailure::Unsupported)?;
    if !window.is_secure_context() {
        return Err(CameraFailure::Insecure);
    }
    let devices = get(&window.navigator(), "mediaDevices");
    if !get(&devices, "getUserMedia").is_function() {
        return Err(CameraFailure::Unsupported);
    }
    Ok(devices.unchecked_into())
}

async fn video_inputs(devices: &MediaDevices) -> Vec<MediaDeviceInfo> {
    let Ok(listing) = devices.enumerate_devices() else { return Vec::new() };
    let Ok(list) = JsFuture::from(listing).await else { return Vec::new() };
    Array::from(&list)
        .iter()
        .filter_map(|device| device.dyn_into::<MediaDeviceInfo>().ok())
        .filter(|device| device.kind() == MediaDeviceKind::Videoinput)
        .collect()
}

/// Found without opening each: `InputDeviceInfo.getCapabilities` (Chrome 67, Safari 17).
async fn self_focusing_rear(devices: &MediaDevices) -> Option<String> {
    video_inputs(devices).await.into_iter().find_map(|device| {
        let capabilities = call(&device, "getCapabilities")?;
        let facing = get(&capabilities, "facingMode");
        let rear = facing.dyn_ref::<Array>()?.includes(&"environment".into(), 0);
        (rear && lists_continuous(&get(&capabilities, "focusMode"))).then(|| device.device_id())
    })
}

fn lists_continuous(modes: &JsValue) -> bool {
    modes.dyn_ref::<Array>().is_some_and(|modes| modes.includes(&"continuous".into(), 0))
}

/// `undefined` where there is no such property.
fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method that not every browser has.
fn call(target: &JsValue, name: &str) -> Option<JsValue> {
    get(target, name).dyn_into::<Function>().ok()?.call0(target).ok()
}

fn object<const N: usize>(entries: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // It fails on frozen objects only; this one is new.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}
