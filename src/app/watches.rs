//! Watched placements as a view shows and changes them.

use super::App;
use super::watching::is_watched;
use crate::address::{clean, show_raw, show_url};
use crate::ledger::{self, MOST_WATCHES, edit_watch, watch_key};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{
    Answer, ChangeView, ChangesView, Draft, Every, HistoryRow, HistoryView, Lamp, Looks, SideView, WatchEdit,
    WatchView, WatchesView, WatchingEdit,
};
use crate::scope::{Scope, Target};
use crate::watch::{Event, Pause, Standing, Watch, due};

use super::timeline::{event_says, lamp, spans};

/// Most records of one reply.
const PIECE: u32 = 100;
/// Most watches in one reply.
const MOST_ROWS: u32 = 200;

/// What a watch is to be like.
pub(super) struct New {
    pub(super) source: String,
    pub(super) target: String,
    pub(super) scope: Scope,
    pub(super) every: Every,
    pub(super) looks: Looks,
    pub(super) month_limit: u32,
}

impl<P: Ports> App<P> {
    pub(super) async fn watches(&self, tab: Option<i32>, offset: u32, limit: u32) -> Result<Answer, Failure> {
        let mut watches = ledger::watches(&self.ports).await?;
        watches.retain(|(_, watch)| watch.removed.is_none());
        watches.sort_unstable_by(|(a, one), (b, other)| (calm(one), a).cmp(&(calm(other), b)));
        let total = u32::try_from(watches.len()).unwrap_or(u32::MAX);
        let mut rows = Vec::new();
        for (key, watch) in watches.iter().skip(offset as usize).take(limit.min(MOST_ROWS) as usize) {
            rows.push(self.watch_view(key, watch).await?);
        }
        let settings = ledger::load_watching(&self.ports).await?;
        let draft = match tab {
            Some(tab) => self.watch_draft(tab).await?,
            None => None,
        };
        Ok(Answer::Watches(WatchesView {
            watches: rows,
            total,
            unseen: self.show_unseen().await?,
            retention: settings.retention,
            notify: settings.notify,
            price: ledger::price(ledger::load_terms(&self.ports).await?.flavour),
            draft,
        }))
    }

    /// What the tab shows and the person picked, if that can be watched.
    async fn watch_draft(&self, tab: i32) -> Result<Option<Draft>, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let aim = ledger::load_aim(&self.ports).await?;
        let source = self.page(tab).await.source(&sameness);
        Ok(source.map(|source| Draft { source: source.url().to_string(), target: aim.input, scope: aim.scope }))
    }

    pub(super) async fn watch_add(&self, new: New) -> Result<Answer, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let source = clean(&new.source, &sameness.tracking).map_err(|error| error.failure())?.address;
        let target = Target::by(&new.target, new.scope, &sameness).map_err(|error| error.failure())?;
        let all = ledger::watches(&self.ports).await?;
        let key = watch_key(&source, &target);
        if all.iter().filter(|(other, watch)| watch.removed.is_none() && *other != key).count() >= MOST_WATCHES as usize
        {
            return Err(Failure::new("watch.too_many", Retry::AfterChange).about(MOST_WATCHES.to_string()));
        }
        let now = self.ports.now();
        // One that is there already is set anew, and keeps what it knows.
        edit_watch(&self.ports, &key, &mut |known| {
            let known = known.unwrap_or_else(|| Watch { since: now, ..Watch::default() });
            let watch = Watch {
                source: source.url().to_string(),
                target: new.target.trim().to_owned(),
                scope: new.scope,
                every: new.every,
                looks: new.looks,
                month_limit: new.month_limit.min(4_000_000),
                paused: None,
                removed: None,
                ..known
            };
            Some((watch, None))
        })
        .await?;
        self.rearm().await?;
        self.one(&key).await
    }

    pub(super) async fn watch_change(&self, key: &str, edit: WatchEdit) -> Result<Answer, Failure> {
        self.change_one(key, &|watch| match edit {
            WatchEdit::Every(every) => watch.every = every,
            WatchEdit::Looks(looks) => watch.looks = looks,
            WatchEdit::MonthLimit(limit) => watch.month_limit = limit.min(4_000_000),
            WatchEdit::Paused(paused) => watch.paused = paused.then_some(Pause::Person),
        })
        .await
    }

    pub(super) async fn watch_remove(&self, key: &str, removed: bool) -> Result<Answer, Failure> {
        let now = self.ports.now();
        let answer = self.change_one(key, &|watch| watch.removed = removed.then_some(now)).await;
        self.show_unseen().await?;
        answer
    }

    async fn change_one(&self, key: &str, change: &dyn Fn(&mut Watch)) -> Result<Answer, Failure> {
        edit_watch(&self.ports, key, &mut |watch| {
            let mut watch = watch?;
            change(&mut watch);
            Some((watch, None))
        })
        .await?;
        self.rearm().await?;
        self.one(key).await
    }

    pub(super) async fn watch_look(&self, key: &str, rows: u32) -> Result<Answer, Failure> {
        self.look_watched(key, Some(rows)).await?;
        self.show_unseen().await?;
        self.rearm().await?;
        self.one(key).await
    }

    async fn one(&self, key: &str) -> Result<Answer, Failure> {
        let watch = ledger::watch(&self.ports, key).await?;
        let watch = watch.ok_or_else(|| Failure::new("watch.gone", Retry::Never))?;
        Ok(Answer::Watch(Box::new(self.watch_view(key, &watch).await?)))
    }

    async fn watch_view(&self, key: &str, watch: &Watch) -> Result<WatchView, Failure> {
        let placement = self.placement(watch).await?;
        let now = self.ports.now();
        let price = match &placement {
            Some(placement) if watch.looks.index() => self.watch_price(placement).await?,
            _ => 0,
        };
        let at = due(key, watch, now);
        let next = match watch.paused {
            Some(_) => Phrase::new("watch_paused"),
            None if at <= now => Phrase::new("watch_next_soon"),
            None => Phrase::new("watch_next").date(at),
        };
        let trouble = match (watch.paused, watch.index.trouble.as_deref()) {
            (Some(Pause::Permission), _) => Some(Failure::new("check.permission", Retry::AfterChange)),
            (None, Some(code)) if watch.looks.index() => Some(trouble(code)),
            _ => None,
        };
        Ok(WatchView {
            id: key.to_owned(),
            source: placement.as_ref().map_or_else(|| show_raw(&watch.source), |it| show_url(it.source.url())),
            address: watch.source.clone(),
            target: placement.as_ref().map_or_else(|| show_raw(&watch.target), |it| it.target.shown()),
            scope: watch.scope,
            every: watch.every,
            looks: watch.looks,
            month_limit: watch.month_limit,
            paused: watch.paused.is_some(),
            trouble,
            live: watch.looks.live().then(|| live_side(watch)),
            index: watch.looks.index().then(|| index_side(watch)),
            next,
            last: watch
                .last
                .as_ref()
                .filter(|(event, _)| !is_said(watch, event))
                .map(|(event, at)| Phrase::new("watch_last").phrase(event_says(event)).date(*at)),
            price,
            confirm: price > 0 && price >= ledger::load_terms(&self.ports).await?.confirm_at.max(1),
        })
    }

    pub(super) async fn history(&self, key: &str, before: Option<f64>) -> Result<Answer, Failure> {
        let records = ledger::history(&self.ports, key, before, PIECE).await?;
        let next = records.last().filter(|_| records.len() >= PIECE as usize).map(|record| record.at);
        let spans = spans(&records, self.ports.now());
        let entries = records.into_iter().map(|record| HistoryRow {
            when: Phrase::new("watch_when").date(record.at),
            lane: record.lane,
            state: lamp(record.state),
            says: says(&record.events),
        });
        Ok(Answer::History(HistoryView { id: key.to_owned(), entries: entries.collect(), next, spans }))
    }

    pub(super) async fn changes(&self, before: Option<f64>) -> Result<Answer, Failure> {
        let watches = ledger::watches(&self.ports).await?;
        let (told, next) = ledger::changes(&self.ports, before, PIECE, &|key| is_watched(&watches, key)).await?;
        let mut changes = Vec::new();
        for told in told {
            let Some((_, watch)) = watches.iter().find(|(key, _)| *key == told.placement) else { continue };
            let placement = self.placement(watch).await?;
            changes.push(ChangeView {
                source: placement.as_ref().map_or_else(|| show_raw(&watch.source), |it| show_url(it.source.url())),
                target: placement.as_ref().map_or_else(|| show_raw(&watch.target), |it| it.target.shown()),
                when: Phrase::new("watch_when").date(told.record.at),
                at: told.at,
                lane: told.record.lane,
                state: lamp(told.record.state),
                says: says(&told.record.events),
                unseen: told.unseen,
                id: told.placement,
            });
        }
        Ok(Answer::Changes(ChangesView { changes, unseen: self.show_unseen().await?, next }))
    }

    pub(super) async fn changes_seen(&self, until: f64) -> Result<Answer, Failure> {
        ledger::saw_changes(&self.ports, until).await?;
        self.changes(None).await
    }

    pub(super) async fn set_watching(&self, edit: WatchingEdit) -> Result<Answer, Failure> {
        let mut settings = ledger::load_watching(&self.ports).await?;
        match edit {
            WatchingEdit::Retention(retention) => settings.retention = retention,
            WatchingEdit::Notify(notify) => settings.notify = notify,
        }
        ledger::save_watching(&self.ports, settings).await?;
        self.watches(None, 0, 0).await
    }
}

/// What wants attention comes first.
fn calm(watch: &Watch) -> bool {
    let missing = matches!(watch.live.standing, Standing::Lost | Standing::Suspected) && watch.looks.live();
    let dropped = watch.index.known.is_some_and(|(exists, _)| !exists) && watch.looks.index();
    !(missing || dropped || watch.paused == Some(Pause::Permission))
}

/// Whether the state of the page says that already, with its date.
fn is_said(watch: &Watch, event: &Event) -> bool {
    watch.looks.live()
        && match event {
            Event::Suspected(_) => watch.live.standing == Standing::Suspected,
            Event::Lost(_) => watch.live.standing == Standing::Lost,
            _ => false,
        }
}

fn says(events: &[Event]) -> Vec<Phrase> {
    if events.is_empty() { vec![Phrase::new("event_same")] } else { events.iter().map(event_says).collect() }
}

/// Why the index could not be asked, by its code.
fn trouble(code: &str) -> Failure {
    match code {
        "watch.limit" => Failure::new("watch.limit", Retry::Later),
        "token.missing" => Failure::new("token.missing", Retry::AfterChange),
        _ => Failure::new("watch.index", Retry::Later),
    }
}

fn live_side(watch: &Watch) -> SideView {
    let live = &watch.live;
    let unread = live.unread.as_ref().filter(|unread| unread.told || live.standing == Standing::Unknown);
    let (state, key) = match live.standing {
        _ if unread.is_some() => (Lamp::Unknown, "watch_live_unread"),
        Standing::Unknown => (Lamp::None, "watch_live_none"),
        Standing::There if live.link.as_ref().is_some_and(|link| !link.followed) => (Lamp::Yes, "watch_live_nofollow"),
        Standing::There => (Lamp::Yes, "watch_live_yes"),
        Standing::Never => (Lamp::No, "watch_live_never"),
        Standing::Suspected => (Lamp::Unknown, "watch_live_suspected"),
        Standing::Lost => (Lamp::No, "watch_live_lost"),
    };
    let says = Phrase::new(key);
    SideView {
        state,
        says: match (unread, live.absent) {
            (Some(unread), _) => says.date(unread.since),
            (None, Some(absent)) if matches!(live.standing, Standing::Suspected | Standing::Lost) => {
                says.date(absent.since)
            }
            _ => says,
        },
    }
}

fn index_side(watch: &Watch) -> SideView {
    let (state, key, at) = match watch.index.known {
        None => (Lamp::None, "watch_index_none", None),
        Some((true, at)) => (Lamp::Yes, "watch_index_yes", Some(at)),
        Some((false, at)) => (Lamp::No, "watch_index_no", Some(at)),
    };
    let says = Phrase::new(key);
    SideView { state, says: at.map_or(says.clone(), |at| says.date(at)) }
}
