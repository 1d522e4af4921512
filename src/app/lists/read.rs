//! Making a list: what was pasted, dropped or selected, cleaned and folded, with its price, before anything is kept for
//! good.

use std::rc::Rc;

use super::super::App;
use super::sheet::Sheet;
use super::view::price_view;
use crate::address::{Address, Sameness, clean, safe_text, show_url};
use crate::ledger::{self, Draft, DraftProblem, Item, List, Run};
use crate::list::{self, Problem, Reading, decode, judge_size};
use crate::phrase::{Arg, Failure, Phrase, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{AimView, DraftView, ListAim, ListAnswer, ListFrom, ProblemView, Separator};
use crate::scope::{Cell, Scope, Target};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;
/// Sources that are shown before the list is made.
const SAMPLE: usize = 5;

impl<P: Ports> App<P> {
    pub(super) async fn read_list(&self, from: ListFrom, separator: Option<Separator>) -> Result<ListAnswer, Failure> {
        let (title, text) = match from {
            ListFrom::Text(text) => {
                judge_size(text.len() as u64).map_err(|error| error.failure())?;
                (String::new(), text)
            }
            ListFrom::File { name, size, bytes } => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
                judge_size(size as u64).map_err(|error| error.failure())?;
                let bytes: Option<Vec<u8>> =
                    bytes.unwrap_or_default().chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
                let bytes = bytes.ok_or_else(|| Failure::new("request.malformed", Retry::Never))?;
                (safe_text(&name, LONGEST_TITLE), decode(&bytes).map_err(|error| error.failure())?)
            }
        };
        let sameness = ledger::load_sameness(&self.ports).await?;
        let reading = list::read(&text, separator, &sameness.tracking).map_err(list::TooMany::failure)?;
        if reading.sources.is_empty() && reading.wrong == 0 {
            return Err(Failure::new("list.empty", Retry::AfterChange));
        }
        self.begin_draft(draft_of(title, reading)).await
    }

    /// The links of those numbers as sources.
    pub(super) async fn list_of_links(&self, tab: i32, ids: &[u32], print: u32) -> Result<ListAnswer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        if print != held.print() {
            return Err(Failure::new("page.changed", Retry::Now));
        }
        let links = ids.iter().filter_map(|id| page.links.get(*id as usize));
        // Of a wrapper, what it carries is meant.
        let urls = links.map(|link| link.carried().map(|(url, _)| url).or_else(|| link.url()));
        let text: String = urls.map(|url| url.map_or("", url::Url::as_str).to_owned() + "\n").collect();
        let sameness = ledger::load_sameness(&self.ports).await?;
        let reading = list::read(&text, Some(Separator::Lines), &sameness.tracking).map_err(list::TooMany::failure)?;
        if reading.sources.is_empty() {
            return Err(Failure::new("list.empty", Retry::AfterChange));
        }
        let title = safe_text(&page.title, LONGEST_TITLE);
        self.begin_draft(Draft { read: None, ..draft_of(title, reading) }).await
    }

    async fn begin_draft(&self, mut draft: Draft) -> Result<ListAnswer, Failure> {
        // Whatever was chosen for what was there before is meant for this one too.
        match self.load_draft().await? {
            Some(before) if !before.target.is_empty() => {
                draft.target.clone_from(&before.target);
                (draft.source_scope, draft.target_scope) = (before.source_scope, before.target_scope);
            }
            _ => {
                let aim = ledger::load_aim(&self.ports).await?;
                (draft.target, draft.target_scope) = (aim.input, aim.scope);
            }
        }
        self.keep_draft(draft).await
    }

    /// The draft, held against something else if `aim` is there.
    pub(super) async fn draft(&self, aim: Option<ListAim>) -> Result<ListAnswer, Failure> {
        let draft = self.load_draft().await?.ok_or_else(|| Failure::new("list.no_draft", Retry::AfterChange))?;
        match aim {
            None => Ok(ListAnswer::Draft(Box::new(self.draft_view(&draft).await?))),
            Some(ListAim { target, source_scope, target_scope }) => {
                let target = target.trim().to_owned();
                self.keep_draft(Draft { target, source_scope, target_scope, ..(*draft).clone() }).await
            }
        }
    }

    async fn keep_draft(&self, draft: Draft) -> Result<ListAnswer, Failure> {
        ledger::put_draft(&self.ports, &draft).await?;
        let draft = Rc::new(draft);
        self.desk.draft.replace(Some(Rc::clone(&draft)));
        Ok(ListAnswer::Draft(Box::new(self.draft_view(&draft).await?)))
    }

    pub(super) async fn load_draft(&self) -> Result<Option<Rc<Draft>>, StoreFault> {
        let held = self.desk.draft.borrow().clone();
        if held.is_none()
            && let Some(draft) = ledger::load_draft(&self.ports).await?
        {
            self.desk.draft.replace(Some(Rc::new(draft)));
        }
        Ok(self.desk.draft.borrow().clone())
    }

    /// Makes the draft a list.
    pub(super) async fn save_list(&self, title: &str) -> Result<ListAnswer, Failure> {
        let draft = self.load_draft().await?.ok_or_else(|| Failure::new("list.no_draft", Retry::AfterChange))?;
        let sameness = ledger::load_sameness(&self.ports).await?;
        let target = Target::by(&draft.target, draft.target_scope, &sameness).map_err(|error| error.failure())?;
        if draft.items.is_empty() {
            return Err(Failure::new("list.empty", Retry::AfterChange));
        }
        let title = safe_text(title, LONGEST_TITLE);
        let list = List {
            id: 0,
            title: if title.is_empty() { safe_text(&target.sent, LONGEST_TITLE) } else { title },
            target: draft.target.clone(),
            source_scope: draft.source_scope,
            target_scope: draft.target_scope,
            created: self.ports.now(),
            sources: u32::try_from(draft.items.len()).unwrap_or(u32::MAX),
            deleted: None,
            run: Run::default(),
        };
        let id = ledger::save_list(&self.ports, list, &draft.items).await?;
        self.desk.draft.take();
        let list = self.list_of(id).await?;
        self.list_view(list, None).await
    }

    pub(super) async fn draft_view(&self, draft: &Draft) -> Result<DraftView, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        let target = (!draft.target.is_empty()).then(|| Target::by(&draft.target, draft.target_scope, &sameness));
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let sources = count(draft.items.len());
        let mut says = vec![Phrase::new("list_sources").count(sources)];
        says.extend((draft.duplicates > 0).then(|| Phrase::new("list_duplicates").count(draft.duplicates)));
        let price = match &target {
            Some(Ok(target)) => {
                let cell = Cell { source: draft.source_scope, target: draft.target_scope };
                let items = draft.items.iter().cloned().enumerate().collect();
                let sheet = Sheet::new(0, items, target, cell);
                self.refresh(&sheet).await?;
                let terms = ledger::load_terms(&self.ports).await?;
                Some(price_view(&sheet, &Run { since: f64::INFINITY, ..Run::default() }, &terms))
            }
            _ => None,
        };
        Ok(DraftView {
            title: draft.title.clone(),
            aim: aim_view(draft, target, &sameness),
            source_scope: draft.source_scope,
            read: draft
                .read
                .as_ref()
                .map(|(separator, column, header)| read_words(*separator, *column, header.as_ref())),
            separator: draft.read.as_ref().map(|(separator, ..)| *separator),
            sources,
            sample: draft
                .items
                .iter()
                .take(SAMPLE)
                .filter_map(|item| Some(show_url(&url::Url::parse(&item.source).ok()?)))
                .collect(),
            says,
            problems: draft.problems.iter().map(problem_view).collect(),
            wrong: (draft.wrong > 0).then(|| Phrase::new("list_wrong").count(draft.wrong)),
            price,
        })
    }
}

fn draft_of(title: String, reading: Reading) -> Draft {
    let item =
        |source: list::Source| Item { source: source.address.url().as_str().to_owned(), line: source.line, lost: None };
    let column = u32::try_from(reading.how.column).unwrap_or(u32::MAX);
    Draft {
        title,
        items: reading.sources.into_iter().map(item).collect(),
        duplicates: reading.duplicates,
        problems: reading.problems.into_iter().map(problem).collect(),
        wrong: reading.wrong,
        read: Some((reading.how.separator, column, reading.how.header)),
        ..Draft::default()
    }
}

fn problem(problem: Problem) -> DraftProblem {
    let failure = problem.wrong.failure();
    DraftProblem { line: problem.line, text: problem.text, about: about(&failure), code: failure.code }
}

/// The text that a failure is about.
pub(super) fn about(failure: &Failure) -> Option<String> {
    failure.says.args.iter().find_map(|arg| if let Arg::Text(text) = arg { Some(text.clone()) } else { None })
}

fn problem_view(problem: &DraftProblem) -> ProblemView {
    let failure = Failure::new(&problem.code, Retry::AfterChange);
    let failure = match &problem.about {
        Some(about) => failure.about(about),
        None => failure,
    };
    ProblemView { line: problem.line, text: problem.text.clone(), failure }
}

fn read_words(separator: Separator, column: u32, header: Option<&String>) -> Phrase {
    let separated = Phrase::new(match separator {
        Separator::Lines => return Phrase::new("list_read_lines"),
        Separator::Comma => "list_by_comma",
        Separator::Semicolon => "list_by_semicolon",
        Separator::Tab => "list_by_tab",
    });
    match header {
        Some(name) => Phrase::new("list_read_named").phrase(separated).text(name),
        None => Phrase::new("list_read_column").phrase(separated).text((column.saturating_add(1)).to_string()),
    }
}

fn aim_view(draft: &Draft, target: Option<Result<Target, crate::scope::NoTarget>>, _: &Sameness) -> AimView {
    let mut view = AimView {
        input: safe_text(&draft.target, 8 * 1024),
        scope: draft.target_scope,
        sent: None,
        notes: Vec::new(),
        warnings: Vec::new(),
        failure: None,
    };
    match target {
        None => {}
        Some(Ok(target)) => {
            view.sent = Some(target.shown());
            (view.notes, view.warnings) = (target.notes, target.warnings);
        }
        Some(Err(error)) => view.failure = Some(error.failure()),
    }
    view
}

/// The address of an item, which was one when it was kept.
pub(super) fn address(item: &Item) -> Option<Address> {
    clean(&item.source, &[]).ok().map(|cleaned| cleaned.address)
}

/// What a source is called where it has no question.
pub(super) fn no_root(scope: Scope) -> Option<Failure> {
    (scope == Scope::RootDomain).then(|| Failure::new("list.no_root", Retry::AfterChange))
}
