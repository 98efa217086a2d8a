//! The lists of commands that the chat app offers while typing, per scope and language. They hide, they do not forbid.

use crate::chat::{Menu, MenuScope};
use crate::domain::Lang;
use crate::say;
use crate::wording::Words;

use super::command::{Audience, Name};

/// Every menu: private chats, groups, and the administrators of groups, in each language and for all others.
#[must_use]
pub fn menus() -> Vec<Menu> {
    let scopes = [MenuScope::Private, MenuScope::Groups, MenuScope::GroupAdministrators];
    let languages = [(None, Lang::Zh), (Some("zh"), Lang::Zh), (Some("en"), Lang::En)];
    let menus = scopes.into_iter().flat_map(|scope| languages.map(|(language, lang)| menu(scope, language, lang)));
    menus.collect()
}

fn menu(scope: MenuScope, language: Option<&str>, lang: Lang) -> Menu {
    let words = Words::of(lang);
    let commands = Name::ALL
        .iter()
        .filter(|name| offered(scope, **name))
        .map(|name| (name.latin().to_owned(), description(words, *name)))
        .collect();
    Menu { scope, language: language.map(str::to_owned), commands }
}

fn offered(scope: MenuScope, name: Name) -> bool {
    match (scope, name.audience()) {
        (MenuScope::Private, audience) => audience != Audience::Lead,
        (MenuScope::Groups, _) => matches!(name, Name::Tasks | Name::Status | Name::Help),
        (MenuScope::GroupAdministrators, Audience::Lead) => true,
        (MenuScope::GroupAdministrators, _) => matches!(name, Name::Lang | Name::Help),
    }
}

/// What a command does, in a few words.
pub(super) fn description(words: Words, name: Name) -> String {
    match name {
        Name::Setup => say!(words, CommandSetup),
        Name::Roster => say!(words, CommandRoster),
        Name::Invite => say!(words, CommandInvite),
        Name::Task => say!(words, CommandTask),
        Name::Tasks => say!(words, CommandTasks),
        Name::Status => say!(words, CommandStatus),
        Name::Nudge => say!(words, CommandNudge),
        Name::Review => say!(words, CommandReview),
        Name::Calls => say!(words, CommandCalls),
        Name::Edit => say!(words, CommandEdit),
        Name::Close => say!(words, CommandClose),
        Name::Cancel => say!(words, CommandCancel),
        Name::Collect => say!(words, CommandCollect),
        Name::Archive => say!(words, CommandArchive),
        Name::Board => say!(words, CommandBoard),
        Name::Playbook => say!(words, CommandPlaybook),
        Name::Report => say!(words, CommandReport),
        Name::Policy => say!(words, CommandPolicy),
        Name::Calendar => say!(words, CommandCalendar),
        Name::Audit => say!(words, CommandAudit),
        Name::My => say!(words, CommandMy),
        Name::Record => say!(words, CommandRecord),
        Name::Quiet => say!(words, CommandQuiet),
        Name::Away => say!(words, CommandAway),
        Name::Handover => say!(words, CommandHandover),
        Name::Start => say!(words, CommandStart),
        Name::Lang => say!(words, CommandLang),
        Name::Help => say!(words, CommandHelp),
    }
}
