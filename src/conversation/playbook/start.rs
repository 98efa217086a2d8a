//! `/playbook 名称 原因`: one card to check, then 启动. The reason is typed behind the name, or as a reply to the card.

use chrono::TimeDelta;

use crate::conversation::draft::{Draft, StartDraft};
use crate::conversation::overview::names_may_show;
use crate::conversation::turn::{Speaker, Turn, Turned};
use crate::domain::plain::{clean, key};
use crate::domain::playbook::{self, Playbook, Start};
use crate::domain::{Actor, Card, OfficeId, PlaybookNo, Refusal, Slot, Tell, To, Toast};
use crate::store::projections;

/// A card says what is true now: whoever comes back to it later asks for it anew.
pub(in crate::conversation) const CARD_LIVES: TimeDelta = TimeDelta::minutes(30);
/// Characters of a reason.
pub(super) const REASON_CHARACTERS_MAX: usize = 100;
/// Runs among which one that was started meanwhile is looked for.
const LATEST_RUNS: i64 = 20;

/// The card of the playbook that these words begin with.
pub(super) async fn card(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let known = projections::list_playbooks(turn.conn, office.id).await?;
    let Some((playbook, rest)) = named(&known, words) else {
        let known = known.into_iter().map(|it| it.name).collect();
        return Err(Refusal::NoSuchPlaybook { said: words.to_owned(), known }.into());
    };
    let reason = reason_of(rest)?;
    let draft = new_draft(turn, office.id, playbook, reason).keep(turn).await?;
    turn.answer(speaker, Slot::StartCard { draft }).await
}

/// The same by button: the reason is to be typed.
pub(in crate::conversation) async fn card_of(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    office: OfficeId,
    no: PlaybookNo,
) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    let playbook = projections::find_playbook(turn.conn, office.id, no).await?.ok_or(Refusal::StaleCard)?;
    let draft = new_draft(turn, office.id, &playbook, None).keep(turn).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::StartCard { draft }).await
}

fn new_draft(turn: &Turn<'_>, office: OfficeId, playbook: &Playbook, reason: Option<String>) -> Draft {
    let (playbook, kept_at) = (playbook.no, playbook.kept_at);
    Draft::Start(StartDraft { office, playbook, kept_at, reason, made_at: turn.ctx.now })
}

/// A reply to the card: why.
pub(in crate::conversation) async fn reason(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    id: i64,
    place: Card,
    text: &str,
) -> Turned {
    let Draft::Start(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let playbook = projections::find_playbook(turn.conn, office.id, draft.playbook).await?.ok_or(Refusal::StaleCard)?;
    let reason = reason_of(text)?.ok_or(Refusal::StartWithoutReason)?;
    new_draft(turn, office.id, &playbook, Some(reason)).update(turn, id).await?;
    turn.tell(Tell::answer(To::Chat(place.chat), Slot::StartCard { draft: id }).editing(place)).await
}

/// The words as a reason; none if nothing is said.
pub(in crate::conversation) fn reason_of(text: &str) -> Turned<Option<String>> {
    let reason = clean(text);
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "reason".into(), characters_max: REASON_CHARACTERS_MAX }.into());
    }
    Ok((!reason.is_empty()).then_some(reason))
}

/// 启动: all of its steps are tasks from now on. Whoever presses second finds it done.
pub(in crate::conversation) async fn start(turn: &mut Turn<'_>, speaker: &Speaker, id: i64) -> Turned {
    let Draft::Start(draft) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    let reason = draft.reason.as_deref().ok_or(Refusal::StartWithoutReason)?;
    if turn.ctx.now - draft.made_at > CARD_LIVES {
        return Err(Refusal::CardExpired.into());
    }
    let playbook = projections::find_playbook(turn.conn, office.id, draft.playbook).await?.ok_or(Refusal::StaleCard)?;
    if playbook.kept_at != draft.kept_at {
        return Err(Refusal::PlaybookChanged.into());
    }
    // Two leads, each with a card of their own: one of them was first.
    let runs = projections::list_latest_runs(turn.conn, office.id, LATEST_RUNS).await?;
    if let Some(run) = runs.iter().find(|run| run.playbook == playbook.no && run.started_at >= draft.made_at) {
        return Err(Refusal::StartedAlready { at: run.started_at }.into());
    }
    Draft::take(turn, id).await?;
    let run = projections::next_run_no(turn.conn, office.id).await?;
    let first = projections::next_task_no(turn.conn, office.id).await?;
    let events = playbook::start(Start { playbook: &playbook, run, first, reason }, &office.work_time(), turn.ctx.now)?;
    turn.enter(office.id, Actor::Person(person), events).await?;
    let shown = |private| Slot::Run { office: office.id, run, page: 0, private };
    turn.answer(speaker, shown(names_may_show(&office, speaker))).await?;
    if !speaker.in_group {
        // Who else leads is to know.
        let own = office.kind == crate::domain::GroupKind::Own;
        turn.tell(Tell::answer(To::Office(office.id), shown(own))).await?;
    }
    turn.toast(speaker, Toast::Started).await
}

/// The playbook whose name these words begin with, and the rest of them: the longest such name, else the only one that has
/// the first word in its name.
fn named<'a, 'w>(known: &'a [Playbook], words: &'w str) -> Option<(&'a Playbook, &'w str)> {
    let whole = known.iter().filter_map(|it| Some((it, rest_behind(&it.name, words)?)));
    if let Some(found) = whole.min_by_key(|(_, rest)| rest.len()) {
        return Some(found);
    }
    let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let mut loosely = known.iter().filter(|it| !key(word).is_empty() && key(&it.name).contains(&key(word)));
    match (loosely.next(), loosely.next()) {
        (Some(only), None) => Some((only, rest)),
        _ => None,
    }
}

fn rest_behind<'w>(name: &str, words: &'w str) -> Option<&'w str> {
    let name = key(name);
    let ends = words.char_indices().map(|(at, sign)| at + sign.len_utf8());
    let end = ends.into_iter().find(|end| key(&words[..*end]) == name)?;
    Some(words[end..].trim_start_matches([' ', ':', '：', ',', '，', '\n', '\u{3000}']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    fn kept(no: i64, name: &str) -> Playbook {
        Playbook { no: PlaybookNo(no), name: name.to_owned(), steps: vec![], kept_at: Moment::UNIX_EPOCH }
    }

    #[test]
    fn a_playbook_is_named_in_full_or_by_a_word_that_no_other_has() {
        let known = [kept(1, "危化品泄漏"), kept(2, "危化品泄漏 二级"), kept(3, "台风")];
        for (words, no, rest) in [
            ("危化品泄漏 园区储罐", 1, "园区储罐"),
            ("危化品泄漏：园区储罐", 1, "园区储罐"),
            ("危化品 泄漏二级 园区储罐", 2, "园区储罐"),
            ("危化品泄漏", 1, ""),
            ("二级 园区", 2, "园区"),
            ("台", 3, ""),
        ] {
            let found = named(&known, words).map(|(it, rest)| (it.no.0, rest));
            assert_eq!(found, Some((no, rest)), "{words}");
        }
        assert!(named(&known, "危化 园区").is_none(), "two have it");
        assert!(named(&known, "地震").is_none());
        assert!(named(&known, "").is_none());
    }
}
