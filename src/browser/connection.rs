//! The connection to `IndexedDB`: opened when first needed, let go of when the browser or another window wants that,
//! and how its requests and transactions end.
//!
//! Over the bindings alone: the crates for this make the module larger by more than they take off here, and none of
//! them passes on both durability and the reason of an abort (docs/decisions/0004-storage.md).

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbRequestReadyState, IdbTransaction,
};

use super::clock::set_timeout;
use crate::ports::{Durability, SCHEMA, StoreFault, Table};

/// The database's name.
const NAME: &str = "link-lantern";
/// How long the database has to open, in milliseconds.
const PATIENCE_MS: u32 = 5_000;
/// How long whoever comes after that waits, in milliseconds: what opens just then is not missed, and no fault adds up.
const MOMENT_MS: u32 = 250;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, with the options that web-sys holds back as unstable.
    #[wasm_bindgen(extends = IdbDatabase)]
    #[derive(Clone)]
    pub(super) type Open;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with(this: &Open, tables: &Array, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;
}

impl Open {
    pub(super) fn begin(
        &self,
        tables: &[Table],
        mode: &str,
        durability: Durability,
    ) -> Result<IdbTransaction, JsValue> {
        let tables: Array = tables.iter().map(|table| JsValue::from_str(table.name())).collect();
        let options = Object::new();
        let durability = match durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        self.transaction_with(&tables, mode, &options)
    }
}

/// The connection, if there is one, or the attempt to get one.
#[derive(Default, Clone)]
pub(super) struct Connection(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    open: Option<Open>,
    opening: Option<Opening>,
}

/// A request to open the database, which all who need it wait for together: one that has to wait behind another window
/// makes any other wait as well.
#[derive(Clone)]
struct Opening {
    request: IdbOpenDbRequest,
    /// Rejected with the event that tells of it.
    opened: Promise,
    /// When whoever waits has waited for long enough.
    until: f64,
}

impl Connection {
    /// The connection that is open, or a new one.
    pub(super) async fn get(&self) -> Result<Open, StoreFault> {
        if let Some(open) = self.open() {
            return Ok(open);
        }
        let opening = self.opening()?;
        let Err(event) = opening.wait().await else {
            return opening.request.result().map(JsValue::unchecked_into).map_err(unavailable);
        };
        if let Some(open) = self.open() {
            return Ok(open);
        }
        if opening.request.ready_state() == IdbRequestReadyState::Done {
            self.0.borrow_mut().opening.take_if(|other| other.request == opening.request);
        }
        Err(refusal(&opening.request, &event))
    }

    /// Lets go of a connection that is of no use any more.
    pub(super) fn forget(&self, gone: &Open) {
        gone.close();
        let gone: &JsValue = gone.as_ref();
        self.0.borrow_mut().open.take_if(|open| AsRef::<JsValue>::as_ref(open) == gone);
    }

    fn open(&self) -> Option<Open> {
        self.0.borrow().open.clone()
    }

    /// The attempt that is under way, or a new one.
    fn opening(&self) -> Result<Opening, StoreFault> {
        if let Some(opening) = self.0.borrow().opening.clone() {
            return Ok(opening);
        }
        let opening = self.begin()?;
        self.0.borrow_mut().opening = Some(opening.clone());
        Ok(opening)
    }

    fn begin(&self) -> Result<Opening, StoreFault> {
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).map_err(unavailable)?;
        let factory: IdbFactory = factory.dyn_into().map_err(|_| StoreFault::Unavailable("no indexedDB".to_owned()))?;
        let request = factory.open_with_u32(NAME, SCHEMA).map_err(unavailable)?;
        let upgraded = request.clone();
        let upgrade = Closure::once_into_js(move || add_tables(&upgraded));
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let opened = Promise::new(&mut |then, otherwise| {
            // However late it comes: kept when nobody waits for it any more, it is there for the next who asks.
            let (slot, late) = (self.clone(), request.clone());
            let keep = Closure::once_into_js(move || {
                slot.keep(&late);
                // The function of a promise does not throw.
                let _ = then.call0(&JsValue::UNDEFINED);
            });
            request.set_onsuccess(Some(keep.unchecked_ref()));
            request.set_onerror(Some(&otherwise));
            request.set_onblocked(Some(&otherwise));
        });
        Ok(Opening { request, opened, until: js_sys::Date::now() + f64::from(PATIENCE_MS) })
    }

    fn keep(&self, request: &IdbOpenDbRequest) {
        let open: Option<Open> = request.result().ok().map(JsValue::unchecked_into);
        if let Some(open) = &open {
            self.watch(open);
        }
        *self.0.borrow_mut() = State { open, opening: None };
    }

    /// Gives way when the database is deleted or upgraded elsewhere, and forgets a connection that the browser closed.
    fn watch(&self, open: &Open) {
        let slot = self.clone();
        let gone = open.clone();
        let give_way = Closure::<dyn Fn()>::new(move || slot.forget(&gone)).into_js_value();
        open.set_onversionchange(Some(give_way.unchecked_ref()));
        open.set_onclose(Some(give_way.unchecked_ref()));
    }
}

impl Opening {
    /// Until it is open; rejected with nothing if that takes too long. Waiting behind another window's deletion, a request
    /// says nothing at all.
    async fn wait(&self) -> Result<JsValue, JsValue> {
        let left = (self.until - js_sys::Date::now()).clamp(f64::from(MOMENT_MS), f64::from(PATIENCE_MS));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between the two above")]
        let late = Promise::new(&mut |_, otherwise| set_timeout(&otherwise, left as u32));
        JsFuture::from(Promise::race(&Array::of2(&self.opened, &late))).await
    }
}

/// Why the database is not open.
fn refusal(request: &IdbOpenDbRequest, event: &JsValue) -> StoreFault {
    match request.error() {
        Ok(Some(error)) if error.name() == "VersionError" => StoreFault::Newer,
        Ok(Some(error)) if error.name() == "QuotaExceededError" => StoreFault::Full,
        Ok(Some(error)) => StoreFault::Unavailable(error.message()),
        // The end of the time is no event, and the only event that ends no request tells that it is blocked.
        _ if event.is_undefined() => StoreFault::Slow,
        _ => StoreFault::Blocked,
    }
}

/// Adds the tables that are not there yet; none is ever removed.
fn add_tables(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else { return };
    let database: IdbDatabase = database.unchecked_into();
    let there = database.object_store_names();
    for table in Table::ALL.into_iter().filter(|table| !there.contains(table.name())) {
        // Should one be missing afterwards, the first transaction over it says so.
        let _ = database.create_object_store(table.name());
    }
}

/// A request that is listened to from now on.
pub(super) struct Outcome(IdbRequest, JsFuture);

impl Outcome {
    pub(super) fn of(request: IdbRequest) -> Self {
        let ended = Promise::new(&mut |then, otherwise| {
            request.set_onsuccess(Some(&then));
            request.set_onerror(Some(&otherwise));
        });
        Self(request, JsFuture::from(ended))
    }

    /// Its result.
    pub(super) async fn get(self) -> Result<JsValue, StoreFault> {
        let Self(request, ended) = self;
        match ended.await {
            Ok(_) => request.result().map_err(fault),
            Err(_) => Err(request.error().ok().flatten().map_or_else(no_reason, |error| fault_of(&error))),
        }
    }
}

/// The end of a transaction, listened for from now on: all is kept, or nothing.
pub(super) fn committed(transaction: &IdbTransaction) -> impl Future<Output = Result<(), StoreFault>> {
    let ended = JsFuture::from(Promise::new(&mut |then, otherwise| {
        transaction.set_oncomplete(Some(&then));
        transaction.set_onabort(Some(&otherwise));
    }));
    let transaction = transaction.clone();
    async move {
        match ended.await {
            Ok(_) => Ok(()),
            Err(_) => Err(transaction.error().map_or_else(no_reason, |error| fault_of(&error))),
        }
    }
}

fn no_reason() -> StoreFault {
    StoreFault::Failed("the transaction was aborted".to_owned())
}

fn fault_of(error: &DomException) -> StoreFault {
    match error.name().as_str() {
        "QuotaExceededError" => StoreFault::Full,
        _ => StoreFault::Failed(error.message()),
    }
}

/// What was thrown.
#[expect(clippy::needless_pass_by_value, reason = "to be handed to map_err")]
pub(super) fn fault(thrown: JsValue) -> StoreFault {
    match thrown.dyn_ref::<DomException>() {
        Some(error) => fault_of(error),
        None => StoreFault::Failed(super::message_of(&thrown)),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "to be handed to map_err")]
pub(super) fn unavailable(thrown: JsValue) -> StoreFault {
    StoreFault::Unavailable(super::message_of(&thrown))
}
