//! Writes the protocol as TypeScript and holds `extension/protocol.d.ts` against it.
//! `UPDATE=1 cargo test` writes the file anew.

use std::path::Path;

use ts_rs::{Config, TS};

use super::*;
use crate::address::Difference;
use crate::moz::Plan;
use crate::page::About;
use crate::phrase::{Arg, Phrase, Retry, Shown};

const FILE: &str = "extension/protocol.d.ts";

#[expect(clippy::too_many_lines, reason = "a list of names")]
fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let mut out = String::from(
        "// The language that views and background speak. Written from src/protocol.rs by `UPDATE=1 cargo test`;\n\
         // not to be edited by hand.\n",
    );
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            $(out.push_str(&format!("\nexport {}\n", <$name as TS>::decl(&config)));)*
        };
    }
    declare!(
        Request,
        Pick,
        Keep,
        LinkQuery,
        Show,
        Reply,
        Answer,
        Report,
        PageView,
        Totals,
        AimView,
        LiveView,
        IndexView,
        ReasonView,
        NextView,
        Act,
        AskView,
        LadderView,
        RungView,
        LinkList,
        ListRow,
        LinkRow,
        FactsView,
        FactView,
        ValueView,
        SourceView,
        SourceState,
        AbsentView,
        Options,
        TokenCheck,
        Lamp,
        Scope,
        Shown,
        Phrase,
        Arg,
        Failure,
        Retry,
        Facet,
        About,
        Sort,
        ShowCount,
        FacetCount,
        LinkIds,
        Chosen,
        Format,
        Exported,
        Sameness,
        Difference,
        TargetKind,
        TargetChange,
        TargetView,
        TargetsView,
        MatrixView,
        MatrixRow,
        UnreadView,
        SightView,
        SentenceView,
        EvidenceView,
        SeenLink,
        LightView,
        ChangedView,
        CanonicalView,
        KeptView,
        KeptPart,
        KeptRow,
        What,
        VerifyView,
        StepView,
        StepState,
        Step,
        SiteList,
        SiteRow,
        MoreView,
        PieceView,
        QuotaView,
        SpentRow,
        TermsView,
        OfferView,
        Setting,
        Flavour,
        Plan,
        LookNeeds,
        LookRow,
        LooksView,
        ListRequest,
        RetiredView,
        OldView,
        PointingView,
        RivalShow,
        RivalsView,
        RivalColumn,
        RivalShowCount,
        RivalRow,
        RivalCell,
        ListFrom,
        ListAim,
        ListRowQuery,
        ListShow,
        ListSort,
        ListFormat,
        Separator,
        ListAnswer,
        ListsView,
        ListHead,
        DraftView,
        ProblemView,
        ListPrice,
        ListView,
        RunView,
        RunStateView,
        ListShowCount,
        ListItemRow,
        ListLooked,
        ListExported,
        ProofView,
        WriteProof,
        FileView,
        ProofFormat,
        Card<Phrase>,
        CardLight<Phrase>,
        CardPart<Phrase>,
        CardLine<Phrase>,
        StoredView,
        SampleView,
        ShortLooked,
        ShortView,
        StoredKind,
        BackupPiece,
        RestorePiece,
        RestoreView,
        RestoreWhole,
        ReplacedKind,
        WatchesView,
        Draft,
        WatchView,
        SideView,
        HistoryView,
        HistoryRow,
        SpanView,
        ChangesView,
        ChangeView,
        WatchEdit,
        WatchExport,
        WatchText,
        WatchingEdit,
        Every,
        Looks,
        Lane,
        Retention,
        AlwaysView,
        Item,
    );
    out
}

#[test]
fn the_typescript_file_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let wanted = declarations();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &wanted).expect("the file can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "{FILE} is out of date: run `UPDATE=1 cargo test`");
}
