//! What an organisation sets for its people (`storage.managed`): values to begin with, and which of them cannot be changed.
//! What does not fit is left out and named, so that nothing is silently other than somebody meant.

use serde::Deserialize;
use serde_json::Value;

use super::targets::SavedTarget;
use super::terms::Terms;
use crate::address::{Sameness, safe_text};
use crate::ports::{Area, Store, StoreFault};
use crate::protocol::{Setting, TargetKind};
use crate::scope::{Scope, Target};

/// The name of each setting in a policy. The plan comes before its rate, which is one of a paid plan.
const SETTINGS: [(&str, Setting); 6] = [
    ("flavour", Setting::Flavour),
    ("plan", Setting::Plan),
    ("rate", Setting::Rate),
    ("daily_limit", Setting::DailyLimit),
    ("days", Setting::Days),
    ("confirm_at", Setting::ConfirmAt),
];
const SCOPE: &str = "scope";
const TARGETS: &str = "targets";
const LOCKED: &str = "locked";
/// Most targets that are taken.
const MOST_TARGETS: usize = 200;
/// Longest label, in characters.
const LONGEST_LABEL: usize = 80;
/// Most names of what was left out.
const MOST_IGNORED: usize = 20;

/// What was set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Managed {
    /// Settings about Moz, as texts that fit.
    pub terms: Vec<(Setting, String)>,
    /// How wide a target is meant at first.
    pub scope: Option<Scope>,
    /// Targets; the first is the one to use where none was picked.
    pub targets: Vec<SavedTarget>,
    /// Names of what cannot be changed.
    pub locked: Vec<String>,
    /// Names of what was left out.
    pub ignored: Vec<String>,
}

#[derive(Deserialize)]
struct ManagedTarget {
    address: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    kind: Option<TargetKind>,
    #[serde(default)]
    scope: Option<Scope>,
}

impl Managed {
    /// True if that setting cannot be changed. A rate is part of a plan.
    pub fn locks(&self, setting: Setting) -> bool {
        let named = |wanted| SETTINGS.iter().any(|(name, each)| *each == wanted && self.names(name));
        named(setting) || (setting == Setting::Rate && named(Setting::Plan))
    }

    /// True if targets can neither be added nor changed.
    pub fn locks_targets(&self) -> bool {
        self.names(TARGETS)
    }

    fn names(&self, name: &str) -> bool {
        self.locked.iter().any(|locked| locked == name)
    }

    fn read(entries: &[(String, String)]) -> Self {
        let mut managed = Self::default();
        let value = |name: &str| {
            let (_, text) = entries.iter().find(|(key, _)| key == name)?;
            serde_json::from_slice::<Value>(text.as_bytes()).ok()
        };
        let mut scratch = Terms::default();
        for (name, setting) in SETTINGS {
            let Some(found) = value(name) else { continue };
            let text = match found {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                _ => String::from("?"),
            };
            match scratch.set(setting, &text) {
                Ok(()) => managed.terms.push((setting, text)),
                Err(_) => managed.ignored.push(name.to_owned()),
            }
        }
        match value(SCOPE).map(serde_json::from_value) {
            Some(Ok(scope)) => managed.scope = Some(scope),
            Some(Err(_)) => managed.ignored.push(SCOPE.to_owned()),
            None => {}
        }
        match value(TARGETS) {
            Some(Value::Array(targets)) => managed.take_targets(targets),
            Some(_) => managed.ignored.push(TARGETS.to_owned()),
            None => {}
        }
        match value(LOCKED) {
            Some(Value::Array(names)) => managed.take_locked(&names),
            Some(_) => managed.ignored.push(LOCKED.to_owned()),
            None => {}
        }
        let known =
            |key: &str| [SCOPE, TARGETS, LOCKED].contains(&key) || SETTINGS.iter().any(|(name, _)| *name == key);
        managed.ignored.extend(entries.iter().filter(|(key, _)| !known(key)).map(|(key, _)| safe_text(key, 40)));
        managed.ignored.truncate(MOST_IGNORED);
        managed
    }

    fn take_targets(&mut self, targets: Vec<Value>) {
        if targets.len() > MOST_TARGETS {
            self.ignored.push(format!("{TARGETS}[{MOST_TARGETS}…]"));
        }
        for (number, value) in targets.into_iter().enumerate().take(MOST_TARGETS) {
            let id = u32::try_from(number + 1).unwrap_or(u32::MAX);
            let read = serde_json::from_value(value).ok().and_then(|target: ManagedTarget| {
                let scope = target.scope.unwrap_or(Scope::RootDomain);
                let input = target.address.trim().to_owned();
                Target::by(&input, scope, &Sameness::default()).ok()?;
                let kind = target.kind.unwrap_or(TargetKind::Mine);
                Some(SavedTarget { id, input, label: safe_text(&target.label, LONGEST_LABEL), kind, scope })
            });
            match read {
                Some(target) => self.targets.push(target),
                None => self.ignored.push(format!("{TARGETS}[{number}]")),
            }
        }
    }

    /// What has no value is not locked: nobody could set it.
    fn take_locked(&mut self, names: &[Value]) {
        for name in names {
            let name = name.as_str().unwrap_or_default();
            let set =
                SETTINGS.iter().any(|(each, setting)| *each == name && self.terms.iter().any(|(it, _)| it == setting));
            if self.names(name) {
                continue;
            }
            if set || (name == TARGETS && !self.targets.is_empty()) {
                self.locked.push(name.to_owned());
            } else {
                self.ignored.push(format!("{LOCKED}: {}", safe_text(name, 40)));
            }
        }
    }
}

/// What the organisation set; nothing for most people.
pub async fn load_managed(store: &impl Store) -> Result<Managed, StoreFault> {
    Ok(Managed::read(&store.entries(Area::Managed).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entries: &[(&str, &str)]) -> Managed {
        Managed::read(&entries.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn what_fits_is_taken() {
        let managed = read(&[
            ("plan", r#""paid""#),
            ("rate", "5"),
            ("daily_limit", "100"),
            ("scope", r#""root_domain""#),
            (
                "targets",
                r#"[{"address": "acme.example", "label": "Us"}, {"address": "https://other.example/x", "kind": "competitor", "scope": "page"}]"#,
            ),
            ("locked", r#"["plan", "targets"]"#),
        ]);
        assert_eq!(managed.ignored, Vec::<String>::new());
        assert_eq!(managed.terms.len(), 3);
        assert_eq!((managed.scope, managed.targets.len()), (Some(Scope::RootDomain), 2));
        assert!(managed.locks(Setting::Plan) && managed.locks(Setting::Rate) && managed.locks_targets());
        assert!(!managed.locks(Setting::DailyLimit));
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_named() {
        let managed = read(&[
            ("flavour", "7"),
            ("plan", r#""golden""#),
            ("rate", "1000"),
            ("days", "{}"),
            ("confirm_at", "-1"),
            ("scope", r#""planet""#),
            ("targets", r#"[{"address": "no address"}, 5, {"address": "acme.example"}]"#),
            ("locked", r#"["plan", "targets", 4]"#),
            ("token", r#""not from here""#),
        ]);
        assert_eq!(
            managed.ignored,
            [
                "flavour",
                "plan",
                "rate",
                "days",
                "confirm_at",
                "scope",
                "targets[0]",
                "targets[1]",
                "locked: plan",
                "locked: ",
                "token"
            ]
        );
        assert_eq!((managed.terms.len(), managed.targets.len(), managed.locks_targets()), (0, 1, true));
    }
}
