//! Who said what where, and which feature it is for.

use crate::chat::{Attachment, ChatKind, Incoming, Membership, Message, MyMembership, Pressed, Sender};
use crate::domain::playbook::Stop;
use crate::domain::policy::Topic;
use crate::domain::{Card, ChatNo, Event, GroupKind, Hearing, OfficeId, Part, Refusal, Slot, Toast};
use crate::store::{StoreError, Tx, card, heard, person};

use super::command::{self, Command, Name, Read};
use super::contact;
use super::context::Context;
use super::draft::{Draft, Expectation, Unaddressed};
use super::edited::{self, Change};
use super::finish::{self, Finish};
use super::job::{self, Fetched, Job};
use super::matter::{self, Raised};
use super::overview::{self, Look};
use super::press::{Decide, People, Press};
use super::task::import;
use super::turn::{Halt, Speaker, Turn, Turned};
use super::{
    board, calendar, calls, collect, denied, dispute, edit, erase, escalation, handover, heads, invite, joiner, nudge,
    offline, playbook, policy, publication, record, review, roster, ruling, series, settle, setup, start, task,
};

/// One update, one effect: all it leads to is written in this transaction, or nothing.
pub async fn handle(tx: &mut Tx, ctx: Context<'_>, hearing: Hearing, incoming: &Incoming) -> Result<(), StoreError> {
    match incoming {
        Incoming::Message(message) => on_message(tx, ctx, hearing, message).await,
        Incoming::Press(pressed) => on_press(tx, ctx, hearing, pressed).await,
        Incoming::MyMembership(change) => on_membership(tx, ctx, change).await,
        Incoming::Migrated { from, to } => {
            let mut turn = Turn::new(tx, ctx, format!("g:{from}:{to}"));
            store_only(setup::migrated(&mut turn, ChatNo(*from), ChatNo(*to)).await)
        }
        Incoming::Other => Ok(()),
    }
}

/// What a job came to.
pub async fn handle_fetched(tx: &mut Tx, ctx: Context<'_>, job: &Job, fetched: Fetched) -> Result<(), StoreError> {
    let mut turn = Turn::new(tx, ctx, job.source());
    store_only(job::fetched(&mut turn, job, fetched).await)
}

async fn on_message(tx: &mut Tx, ctx: Context<'_>, hearing: Hearing, message: &Message) -> Result<(), StoreError> {
    let Some(from) = message.from.as_ref().filter(|from| !from.bot) else { return Ok(()) };
    if message.kind == ChatKind::Channel {
        return Ok(());
    }
    let source = edited::source(message);
    let is_new = heard::mark(tx, &source, ctx.now).await?;
    let change = match message.edited_at {
        Some(_) => edited::look(tx, ctx, message).await?,
        None if is_new => {
            edited::note_words(tx, ctx, message).await?;
            Change::Hear
        }
        None => Change::Nothing,
    };
    if matches!(change, Change::Nothing) {
        return Ok(());
    }
    let in_group = message.kind == ChatKind::Group;
    let mut speaker = speaker(tx, from, ChatNo(message.chat), in_group).await?;
    speaker.message = Some(message.message);
    speaker.topic = message.topic;
    let said_at = hearing.of_message(message.edited_at.unwrap_or(message.sent_at));
    let mut turn = Turn { said_at, person: speaker.person, ..Turn::new(tx, ctx, source) };
    let outcome = if let Change::Stands(part, entry) = change {
        edited::say(&mut turn, &speaker, part, entry).await
    } else if in_group {
        in_a_group(&mut turn, &speaker, message).await
    } else {
        if let (Some(person), Some(to)) = (speaker.person, message.reply_to.filter(|to| to.ours)) {
            let card = Card { chat: speaker.chat, message: to.message };
            settle::turned_up(turn.conn, ctx.now, card, person, to.at).await?;
        }
        in_private(&mut turn, &speaker, message).await
    };
    let act = denied::act_of_message(message, &ctx.bot.username);
    finish(&mut turn, &speaker, outcome, (Some(message), &act)).await
}

async fn on_press(tx: &mut Tx, ctx: Context<'_>, hearing: Hearing, pressed: &Pressed) -> Result<(), StoreError> {
    let source = edited::source_of_press(&pressed.press);
    if !heard::mark(tx, &source, ctx.now).await? {
        return Ok(());
    }
    let chat = pressed.card.map_or(pressed.from.id, |(chat, _)| chat);
    let mut speaker = speaker(tx, &pressed.from, ChatNo(chat), pressed.in_group).await?;
    // A press whose card the app no longer names is answered with a message of its own.
    let card = Card { chat: ChatNo(chat), message: pressed.card.map_or(0, |(_, message)| message) };
    speaker.topic = pressed.topic;
    speaker.pressed = Some((card, pressed.press.clone()));
    let said_at = hearing.of_press(pressed.card_at);
    let mut turn = Turn { said_at, person: speaker.person, ..Turn::new(tx, ctx, source) };
    if let Some(person) = speaker.person.filter(|_| !speaker.in_group) {
        settle::turned_up(turn.conn, ctx.now, card, person, pressed.card_at).await?;
    }
    let outcome = pressed_on(&mut turn, &speaker, card, pressed).await;
    finish(&mut turn, &speaker, outcome, (None, &denied::act_of_press(pressed))).await
}

async fn on_membership(tx: &mut Tx, ctx: Context<'_>, change: &MyMembership) -> Result<(), StoreError> {
    let chat = ChatNo(change.chat);
    let mut turn = Turn::new(tx, ctx, format!("j:{}:{:?}", change.chat, change.after));
    let outcome = match change.kind {
        ChatKind::Group => setup::added(&mut turn, chat, change.after).await,
        ChatKind::Private => match person::find_person_by_user(turn.conn, change.chat).await? {
            Some(row) if change.after == Membership::Gone => start::gone(&mut turn, row.id).await,
            Some(row) => start::seen(&mut turn, row.id).await,
            None => Ok(()),
        },
        ChatKind::Channel => Ok(()),
    };
    store_only(outcome)
}

async fn in_a_group(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message) -> Turned {
    let own = turn.ctx.bot.username.clone();
    let read = if message.forwarded || message.quoted { Read::Words } else { command::read(&message.text, &own) };
    match read {
        Read::Command(command) => group_command(turn, speaker, message, &command).await,
        // An unknown command in a group may be another bot's.
        Read::Unknown(_) | Read::Elsewhere => Ok(()),
        Read::Words => match message.reply_to {
            Some(to) if to.ours => group_reply(turn, speaker, message, to.message).await,
            _ => Ok(()),
        },
    }
}

async fn group_command(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message, command: &Command) -> Turned {
    match command.name {
        Name::Setup => {
            let title = message.title.clone().unwrap_or_default();
            setup::setup(turn, speaker, &command.words, &title).await
        }
        Name::My | Name::Record | Name::Quiet | Name::Away | Name::Handover => Err(Refusal::ForContacts.into()),
        Name::Help => turn.answer(speaker, Slot::Help { chat: speaker.chat, person: speaker.person }).await,
        Name::Start => start::start(turn, speaker, &command.words).await,
        Name::Lang => setup::language(turn, speaker, &command.words).await,
        _ => lead_command(turn, speaker, message.attachment.as_ref(), command).await,
    }
}

async fn lead_command(turn: &mut Turn<'_>, speaker: &Speaker, file: Option<&Attachment>, command: &Command) -> Turned {
    match command.name {
        Name::Roster => match file {
            Some(file) => roster::import(turn, speaker, file).await,
            None => overview::look(turn, speaker, Look::Roster(0)).await,
        },
        Name::Invite => invite::invite(turn, speaker, &command.words).await,
        Name::Task => match file {
            Some(file) if command.words.is_empty() => import::import(turn, speaker, file).await,
            file => task::task(turn, speaker, &command.words, file).await,
        },
        Name::Tasks => overview::look(turn, speaker, Look::Tasks(0)).await,
        Name::Status => match command.words.split_whitespace().next() {
            None => Err(Refusal::WhichTask.into()),
            Some(said) => {
                if let Ok(series) = said.parse() {
                    return series::look(turn, speaker, series).await;
                }
                let no = said.parse().map_err(|()| Refusal::NoSuchTask { said: said.to_owned() })?;
                overview::look(turn, speaker, Look::Status(no)).await
            }
        },
        Name::Board => board::board(turn, speaker, &command.words).await,
        Name::Playbook => playbook::playbook(turn, speaker, &command.words, file).await,
        Name::Policy => policy::policy(turn, speaker, &command.words).await,
        Name::Audit => heads::audit(turn, speaker, &command.words).await,
        Name::Calendar => calendar::calendar(turn, speaker, file).await,
        Name::Review => overview::look(turn, speaker, Look::Review(0)).await,
        Name::Calls => overview::look(turn, speaker, Look::Calls(0)).await,
        Name::Nudge => nudge::nudge(turn, speaker, &command.words).await,
        Name::Edit => edit::command(turn, speaker, &command.words).await,
        Name::Cancel => finish::command(turn, speaker, Finish::Cancel, &command.words).await,
        Name::Close => finish::command(turn, speaker, Finish::Close, &command.words).await,
        Name::Collect => collect::command(turn, speaker, &command.words).await,
        Name::Archive => finish::command(turn, speaker, Finish::Archive, &command.words).await,
        Name::Report => overview::report(turn, speaker, &command.words).await,
        Name::Setup => Err(Refusal::NotAGroup.into()),
        Name::My | Name::Record | Name::Quiet | Name::Away | Name::Handover | Name::Start | Name::Lang | Name::Help => {
            Err(Refusal::UnknownCommand { said: command.words.clone() }.into())
        }
    }
}

/// A reply to one of our messages in a group.
async fn group_reply(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message, to: i64) -> Turned {
    let place = Card { chat: speaker.chat, message: to };
    let shown = card::find(turn.conn, place).await?.map(|row| row.slot);
    lead_reply(turn, speaker, message, place, shown.as_ref()).await.map(|_| ())
}

/// What staff reply to: a preview, a difficulty, the roster's answer. False if the card is none of these.
async fn lead_reply(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    message: &Message,
    place: Card,
    shown: Option<&Slot>,
) -> Turned<bool> {
    match (shown, &message.attachment) {
        (Some(Slot::TaskPreview { draft } | Slot::TaskChange { draft }), file) => {
            task::change_by_words(turn, speaker, *draft, place, (&message.text, file.as_ref())).await?;
        }
        (Some(Slot::StartCard { draft }), None) => {
            playbook::start_reason(turn, speaker, *draft, place, &message.text).await?;
        }
        (Some(Slot::EditCard { draft }), None) => {
            edit::reason(turn, speaker, *draft, place, &message.text).await?;
        }
        (Some(Slot::FinishCard { draft }), None) => {
            finish::reason(turn, speaker, *draft, place, &message.text).await?;
        }
        (Some(Slot::StopAsk { office, run }), None) => {
            playbook::stop_reason(turn, speaker, *office, *run, &message.text).await?;
        }
        (Some(Slot::SeriesAhead { office, series, day, .. } | Slot::SeriesMove { office, series, day }), _) => {
            series::move_by_words(turn, speaker, (*office, *series), *day, &message.text).await?;
        }
        (Some(Slot::RequestCard { part, request, focus }), _) => {
            let asked = ruling::Asked { part: *part, request: *request, focus: *focus };
            ruling::reply(turn, speaker, asked, place, &message.text).await?;
        }
        (Some(Slot::CallCard { part, way, .. }), _) => {
            offline::reply(turn, speaker, (*part, *way), &message.text).await?;
        }
        (Some(Slot::DisputeCard { part, entry, upheld }), _) => {
            dispute::reply(turn, speaker, (*part, *entry, *upheld), place, &message.text).await?;
        }
        (Some(Slot::SubmissionCard { part, focus }), _) => {
            review::reply(turn, speaker, (*part, *focus), place, &message.text).await?;
        }
        (Some(Slot::MatterCard { part, matter, by, .. }), _) => {
            let raised = Raised { part: *part, matter: *matter, by: *by };
            matter::reply(turn, speaker, raised, &message.text).await?;
        }
        (Some(Slot::Roster { .. } | Slot::RosterPreview { .. } | Slot::OfficeCard { .. }), Some(file)) => {
            roster::import(turn, speaker, file).await?;
        }
        (Some(Slot::TaskHow { .. } | Slot::TasksPreview { .. }), Some(file)) => {
            import::import(turn, speaker, file).await?;
        }
        (Some(Slot::Playbooks { .. } | Slot::PlaybookPreview { .. }), Some(file)) => {
            playbook::import(turn, speaker, file, &message.text).await?;
        }
        (Some(Slot::Policy { office, topic: Some(Topic::Hours) }), None) => {
            policy::hours_by_words(turn, speaker, *office, &message.text).await?;
        }
        (Some(Slot::ReportLine { office, publication, dept, .. }), None) => {
            publication::comment(turn, speaker, (*office, *publication, *dept), &message.text).await?;
        }
        (Some(Slot::Choices { .. }), None) => contact::quiet(turn, speaker, &message.text).await?,
        (Some(Slot::AwayCard { .. }), None) => contact::away(turn, speaker, &message.text).await?,
        (Some(Slot::HandoverCard { .. }), None) => handover::handover(turn, speaker, &message.text).await?,
        (Some(Slot::Calendar { .. } | Slot::CalendarPreview { .. }), Some(file)) => {
            calendar::calendar(turn, speaker, Some(file)).await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn in_private(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message) -> Turned {
    if let Some(person) = speaker.person {
        start::seen(turn, person).await?;
    }
    let own = turn.ctx.bot.username.clone();
    let read = if message.forwarded || message.quoted { Read::Words } else { command::read(&message.text, &own) };
    if read != Read::Words {
        // A new command ends what was asked for before.
        Expectation::clear(turn, speaker.chat).await?;
    }
    match read {
        Read::Command(command) => private_command(turn, speaker, message, &command).await,
        Read::Unknown(_) | Read::Words if speaker.person.is_none() => Err(Refusal::Stranger.into()),
        Read::Unknown(said) if erase::is_command(&said) => erase::ask(turn, speaker).await,
        Read::Unknown(said) => Err(Refusal::UnknownCommand { said }.into()),
        Read::Elsewhere => Ok(()),
        Read::Words => private_words(turn, speaker, message).await,
    }
}

async fn private_command(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message, command: &Command) -> Turned {
    match command.name {
        Name::Start => start::start(turn, speaker, &command.words).await,
        Name::Help => turn.answer(speaker, Slot::Help { chat: speaker.chat, person: speaker.person }).await,
        Name::Lang => setup::language(turn, speaker, &command.words).await,
        Name::Record => record::record(turn, speaker, &command.words).await,
        Name::Quiet => contact::quiet(turn, speaker, &command.words).await,
        Name::Away => contact::away(turn, speaker, &command.words).await,
        Name::Handover => handover::handover(turn, speaker, &command.words).await,
        Name::My => {
            let person = speaker.person.ok_or(Refusal::Stranger)?;
            if is_stranger(turn, speaker).await? {
                return Err(handover::formerly(turn, Some(person), &[]).await?.into());
            }
            turn.answer(speaker, Slot::My { person, page: 0 }).await
        }
        _ => lead_command(turn, speaker, message.attachment.as_ref(), command).await,
    }
}

async fn private_words(turn: &mut Turn<'_>, speaker: &Speaker, message: &Message) -> Turned {
    let mut about = Vec::new();
    if let Some(to) = message.reply_to.filter(|to| to.ours) {
        let place = Card { chat: speaker.chat, message: to.message };
        let shown = card::find(turn.conn, place).await?.map(|row| row.slot);
        if lead_reply(turn, speaker, message, place, shown.as_ref()).await? {
            return Ok(());
        }
        about = shown.map(|slot| parts_of(&slot)).unwrap_or_default();
    }
    if message.attachment.is_none()
        && (erase::words(turn, speaker, &message.text).await? || joiner::words(turn, speaker, &message.text).await?)
    {
        return Ok(());
    }
    if is_stranger(turn, speaker).await? {
        return Err(handover::formerly(turn, speaker.person, &about).await?.into());
    }
    match &message.attachment {
        Some(file) if is_lead_only(turn, speaker).await? => roster::import(turn, speaker, file).await,
        Some(file) => contact::file(turn, speaker, file, &message.text, &about).await,
        None if message.other_media || message.text.trim().is_empty() => Err(Refusal::NotRecordable.into()),
        None => contact::words(turn, speaker, &message.text, &about).await,
    }
}

/// Somebody who opened the chat, and whom no office knows.
async fn is_stranger(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<bool> {
    let Some(person) = speaker.person else { return Ok(true) };
    let no_seat = crate::store::projections::list_seats_of(turn.conn, person).await?.is_empty();
    Ok(no_seat && turn.offices_of(speaker).await?.is_empty())
}

/// Staff of an office who answer for no department: a file of theirs can only be a roster.
async fn is_lead_only(turn: &mut Turn<'_>, speaker: &Speaker) -> Turned<bool> {
    let Some(person) = speaker.person else { return Ok(false) };
    let no_seat = crate::store::projections::list_seats_of(turn.conn, person).await?.is_empty();
    Ok(no_seat && !turn.offices_of(speaker).await?.is_empty())
}

/// The parts that a card of a contact is about.
pub(super) fn parts_of(slot: &Slot) -> Vec<Part> {
    match slot {
        Slot::Notice { parts, .. } => parts.clone(),
        Slot::Digest { touches, .. } => touches.iter().map(|(part, _)| *part).collect(),
        Slot::PartCard { part, .. }
        | Slot::AskDate { part }
        | Slot::AskDifficulty { part }
        | Slot::AskFile { part }
        | Slot::Receipt { part, .. }
        | Slot::ReceiptAgain { part, .. }
        | Slot::RecordStands { part, .. }
        | Slot::MatterSent { part, .. }
        | Slot::RequestSent { part, .. }
        | Slot::AskUntil { part }
        | Slot::Ruled { part, .. }
        | Slot::SentBack { part, .. }
        | Slot::DisputeSent { part, .. }
        | Slot::DisputeTold { part, .. }
        | Slot::RelayNote { part, .. }
        | Slot::LeadSays { part, .. } => vec![*part],
        _ => vec![],
    }
}

async fn decide(turn: &mut Turn<'_>, speaker: &Speaker, it: Decide) -> Turned {
    match it {
        Decide::Grant(..)
        | Decide::Agree(_)
        | Decide::Reassign(..)
        | Decide::Refuse(..)
        | Decide::Ruling(..)
        | Decide::RequestCard(..)
        | Decide::MatterCard(..) => ruling::press(turn, speaker, it).await,
        Decide::DisputeCard(..) | Decide::DisputeReasons(..) | Decide::RuleDispute(..) => {
            dispute::press(turn, speaker, it).await
        }
        Decide::Submissions(..)
        | Decide::Submission(_)
        | Decide::AcceptAll(..)
        | Decide::Accept(_)
        | Decide::ReturnItems(_)
        | Decide::ReturnWhy(..)
        | Decide::SendBack(..)
        | Decide::Files(_) => review::press(turn, speaker, it).await,
    }
}

async fn people(turn: &mut Turn<'_>, speaker: &Speaker, it: People) -> Turned {
    match it {
        People::HandoverCard(..) | People::HandOver(_) | People::Withdraw | People::TakeBack => {
            handover::press(turn, speaker, it).await
        }
        People::Invite(office, dept) => invite::invite_dept(turn, speaker, office, dept).await,
        People::JoinAs(seat) => joiner::press_seat(turn, speaker, seat).await,
        People::OpenLink(_)
        | People::RenewLink(_)
        | People::CloseLink(_)
        | People::JoinerCard(..)
        | People::Admit(..)
        | People::TurnAway(..) => joiner::press(turn, speaker, it).await,
    }
}

async fn pressed_on(turn: &mut Turn<'_>, speaker: &Speaker, place: Card, pressed: &Pressed) -> Turned {
    let title = pressed.title.as_deref().unwrap_or_default();
    let press = Press::decode(&pressed.data).ok_or(Refusal::StaleCard)?;
    if let (Some(person), false) = (speaker.person, speaker.in_group) {
        start::seen(turn, person).await?;
    }
    match press {
        Press::Setup => setup::setup(turn, speaker, "", title).await,
        Press::Allow(group) => setup::allow(turn, speaker, group).await,
        Press::Own(office) => setup::choose(turn, speaker, office, Event::OfficeKindSet { kind: GroupKind::Own }).await,
        Press::Joint(office) => {
            setup::choose(turn, speaker, office, Event::OfficeKindSet { kind: GroupKind::Joint }).await
        }
        Press::Zones(office) => setup::zones(turn, speaker, office).await,
        Press::Zone(office, n) => setup::choose(turn, speaker, office, setup::zone(n)?).await,
        Press::OfficeLang(office, lang) => setup::choose(turn, speaker, office, Event::OfficeLangSet { lang }).await,
        Press::Office(office) => setup::card(turn, speaker, office).await,
        Press::Lang(lang) => setup::set_language(turn, speaker, lang).await,
        Press::Import(draft) => roster::import_draft(turn, speaker, draft).await,
        Press::UseCalendar(draft) => calendar::put_in_force(turn, speaker, draft).await,
        Press::PublishAll(draft) => import::publish(turn, speaker, draft).await,
        Press::TasksPage(draft, page) => import::turn_to(turn, speaker, draft, page).await,
        Press::KeepPlaybook(draft) => playbook::keep(turn, speaker, draft).await,
        Press::Playbook(office, no) => playbook::card_of(turn, speaker, office, no).await,
        Press::StartPlaybook(draft) => playbook::start(turn, speaker, draft).await,
        Press::Run(office, run, page) => playbook::turn_to(turn, speaker, office, run, page).await,
        Press::RunPrivately(office, run) => playbook::privately(turn, speaker, office, run).await,
        Press::StopPlaybook(office, run) => playbook::ask_to_stop(turn, speaker, office, run).await,
        Press::BackToNormal(draft) => playbook::stop(turn, speaker, draft, Stop::Normal).await,
        Press::CancelRest(draft) => playbook::stop(turn, speaker, draft, Stop::Cancelled).await,
        Press::Drop(draft) => roster::drop_draft(turn, speaker, draft).await,
        Press::Publish(draft) => task::publish(turn, speaker, draft).await,
        Press::Change(draft) => task::change(turn, speaker, draft).await,
        Press::Deadline(draft, at) => task::choose_deadline(turn, speaker, draft, at).await,
        Press::Everyone(draft) => task::choose_all(turn, speaker, draft).await,
        Press::LeaveOut(draft, dept, to) => task::leave_out(turn, speaker, draft, (dept, to)).await,
        Press::Rest(draft, rest) => task::choose_rest(turn, speaker, draft, rest).await,
        Press::SeriesList(office, page) => series::list(turn, speaker, office, page).await,
        Press::Series(office, no) => series::show(turn, speaker, (office, no)).await,
        Press::OnSeries(office, no, what) => series::act(turn, speaker, (office, no), what).await,
        Press::OnInstance(office, no, day, what) => series::on_instance(turn, speaker, (office, no), day, what).await,
        Press::InstanceDue(office, no, day, at) => series::move_to(turn, speaker, (office, no), day, at).await,
        Press::Review(office, page) => overview::turn_to(turn, speaker, office, Look::Review(page)).await,
        Press::ReviewPrivately(office) => overview::privately(turn, speaker, office, Look::Review(0)).await,
        Press::Decide(it) => decide(turn, speaker, it).await,
        Press::Record(it) => record::press(turn, speaker, it).await,
        Press::Report(it) => publication::press(turn, speaker, it).await,
        Press::Calls(it) => offline::press(turn, speaker, it).await,
        Press::Roster(office, page) => overview::turn_to(turn, speaker, office, Look::Roster(page)).await,
        Press::Tasks(office, page) => overview::turn_to(turn, speaker, office, Look::Tasks(page)).await,
        Press::Status(office, task) => overview::turn_to(turn, speaker, office, Look::Status(task)).await,
        Press::RosterPrivately(office) => overview::privately(turn, speaker, office, Look::Roster(0)).await,
        Press::TasksPrivately(office) => overview::privately(turn, speaker, office, Look::Tasks(0)).await,
        Press::StatusPrivately(office, task) => overview::privately(turn, speaker, office, Look::Status(task)).await,
        Press::OverduePrivately(office, task) => overview::privately(turn, speaker, office, Look::Overdue(task)).await,
        Press::CallsPrivately(office) => calls::privately(turn, speaker, office).await,
        Press::Nudge(office, task) => nudge::by_button(turn, speaker, office, task).await,
        Press::NudgeSend(draft) => nudge::send(turn, speaker, draft).await,
        Press::NudgePrivately(draft) => nudge::privately(turn, speaker, draft).await,
        Press::Hold(part, held) => nudge::set_hold(turn, speaker, part, held).await,
        Press::EscalationOffer(office, task) => escalation::offer(turn, speaker, office, task).await,
        Press::Escalate(part, seat) => escalation::ask(turn, speaker, part, seat).await,
        Press::EditReason(draft, n) => edit::choose(turn, speaker, draft, n).await,
        Press::EditNow(draft) => edit::edit(turn, speaker, draft).await,
        Press::Collect(office, task) => collect::by_button(turn, speaker, office, task).await,
        Press::Finish(office, task, how) => finish::by_button(turn, speaker, (office, task), how).await,
        Press::FinishReason(draft, n) => finish::choose(turn, speaker, draft, n).await,
        Press::FinishNow(draft) => finish::finish(turn, speaker, draft).await,
        Press::InviteAll(office) => invite::invite_all(turn, speaker, office).await,
        Press::Choose(draft, n) => match Draft::find(turn, draft).await? {
            Draft::WhichOffice(_) => for_office(turn, speaker, draft, n).await,
            _ => contact::choose(turn, speaker, draft, n).await,
        },
        Press::My(page) => {
            let person = speaker.person.ok_or(Refusal::NotYours)?;
            turn.toast(speaker, Toast::Silent).await?;
            // A page takes the place of the one before; a digest stays where it is.
            let shown = card::find(turn.conn, place).await?.map(|row| row.slot);
            if matches!(shown, Some(Slot::Digest { .. })) {
                turn.add(speaker, Slot::My { person, page }).await
            } else {
                turn.answer(speaker, Slot::My { person, page }).await
            }
        }
        Press::PolicyTopic(office, topic) => policy::show(turn, speaker, office, topic).await,
        Press::PolicySet(office, topic, n) => policy::set(turn, speaker, office, topic, n).await,
        Press::Window(n) => contact::press_window(turn, speaker, n).await,
        Press::Pace(slow) => contact::press_pace(turn, speaker, slow).await,
        Press::BackAgain => contact::press_back(turn, speaker).await,
        Press::People(it) => people(turn, speaker, it).await,
        Press::TooOften => {
            let shown = card::find(turn.conn, place).await?.map(|row| row.slot);
            contact::too_often(turn, speaker, shown).await
        }
        press => {
            let shown = card::find(turn.conn, place).await?.map(|row| row.slot);
            contact::press(turn, speaker, shown, press).await
        }
    }
}

async fn speaker(tx: &mut Tx, from: &Sender, chat: ChatNo, in_group: bool) -> Result<Speaker, StoreError> {
    let person = if from.hidden { None } else { person::find_person_by_user(tx, from.id).await?.map(|row| row.id) };
    Ok(Speaker {
        user: from.id,
        name: from.name.clone(),
        language: from.language.clone(),
        hidden: from.hidden,
        anonymous_administrator: from.anonymous_administrator,
        person,
        chat,
        in_group,
        chosen: None,
        message: None,
        topic: None,
        pressed: None,
    })
}

/// A refusal is an answer; only what the store could not do is an error.
async fn finish(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    outcome: Turned,
    (message, act): (Option<&Message>, &str),
) -> Result<(), StoreError> {
    match outcome {
        Ok(()) => Ok(()),
        Err(Halt::Refused(refusal)) => store_only(refuse(turn, speaker, refusal, act).await),
        Err(Halt::WhichOffice(offices)) => store_only(ask_which_office(turn, speaker, offices, message).await),
        Err(Halt::Store(error)) => Err(error),
    }
}

async fn refuse(turn: &mut Turn<'_>, speaker: &Speaker, refusal: Refusal, act: &str) -> Turned {
    if denied::note(turn, speaker, &refusal, act).await? { turn.refuse(speaker, refusal).await } else { Ok(()) }
}

/// What was asked is kept, and done once the office is chosen.
async fn ask_which_office(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    offices: Vec<OfficeId>,
    message: Option<&Message>,
) -> Turned {
    let (Some(person), Some(message)) = (speaker.person, message) else { return Err(Refusal::ForStaff.into()) };
    let file = message.attachment.clone().map(|it| (it.file, it.name, it.size));
    let draft = Draft::WhichOffice(Unaddressed { person, offices, text: message.text.clone(), file });
    let draft = draft.keep(turn).await?;
    turn.answer(speaker, Slot::WhichOffice { draft }).await
}

/// The office is chosen: what was asked is done for it.
async fn for_office(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, n: usize) -> Turned {
    let Draft::WhichOffice(it) = Draft::find(turn, id).await? else { return Err(Refusal::StaleCard.into()) };
    if speaker.person != Some(it.person) {
        return Err(Refusal::NotYours.into());
    }
    Draft::take(turn, id).await?;
    let chosen = *it.offices.get(n).ok_or(Refusal::StaleCard)?;
    turn.toast(speaker, Toast::Silent).await?;
    let speaker = Speaker { chosen: Some(chosen), ..speaker.clone() };
    let file = it.file.map(|(file, name, size)| Attachment { file, name, size, album: None, photo: false });
    match command::read(&it.text, &turn.ctx.bot.username.clone()) {
        Read::Command(command) => lead_command(turn, &speaker, file.as_ref(), &command).await,
        _ => match file {
            Some(file) => roster::import(turn, &speaker, &file).await,
            None => Err(Refusal::StaleCard.into()),
        },
    }
}

fn store_only(outcome: Turned) -> Result<(), StoreError> {
    match outcome {
        Ok(()) | Err(Halt::Refused(_) | Halt::WhichOffice(_)) => Ok(()),
        Err(Halt::Store(error)) => Err(error),
    }
}
