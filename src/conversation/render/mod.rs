//! Slots become messages here, at the moment they are sent, from what is true then.
//!
//! One file a family of slots; [`render`] is their table. A slot that no longer makes sense is left out, with the reason.

mod alarm;
mod board;
mod briefing;
mod calendar;
mod call;
mod calls;
mod choices;
mod collect;
mod digest;
mod dispute;
mod edit;
mod emergency;
mod entry;
mod escalation;
mod fairness;
mod finish;
mod handover;
mod heads;
mod help;
mod import;
mod invitations;
mod joiner;
mod material;
mod matter;
mod my;
mod notice;
mod nudge;
mod origin;
mod overdue;
mod part;
mod pen;
mod people;
mod playbook;
mod policy;
mod publication;
mod qr;
mod question;
mod record;
mod refusal;
mod report;
mod request;
mod review;
mod roster;
mod run;
mod series;
mod setup;
mod status;
mod submission;
mod task;
mod toast;

use crate::chat::Outgoing;
use crate::domain::{Card, ChatNo, EntryNo, Lane, LeftOut, Moment, OfficeId, Part, PersonId, Slot, Tell, To, Touch};
use crate::store::{Conn, Result, card};

use super::context::{Bot, Manners};
use super::hours;

pub use board::BoardFace;
use pen::Pen;
pub(super) use status::state_word;

/// Cards of a chat that are looked through for the one to show anew.
const CARDS: i64 = 50;

/// What rendering is given.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// Now.
    pub at: Moment,
    /// We.
    pub bot: &'a Bot,
    /// How we were set up.
    pub manners: Manners,
}

/// What is to be done for a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// What goes out.
    pub act: Act,
    /// Touches that this message makes.
    pub told: Vec<(Part, Touch)>,
    /// Touches that it leaves out, and why.
    pub left_out: Vec<(Part, Touch, LeftOut)>,
    /// Parts that it is the notice of.
    pub notified: Vec<(Part, PersonId)>,
    /// What a board shows.
    pub board: Option<BoardFace>,
    /// Heads of ledgers that it shows.
    pub heads: Vec<(OfficeId, EntryNo)>,
}

impl Rendered {
    /// The slot without what was left out.
    #[must_use]
    pub fn as_told(&self, slot: &Slot) -> Option<Slot> {
        match slot {
            Slot::Notice { person, focus, .. } => {
                let parts = self.notified.iter().map(|(part, _)| *part).collect();
                Some(Slot::Notice { person: *person, parts, focus: *focus })
            }
            Slot::Digest { person, focus, .. } => {
                Some(Slot::Digest { person: *person, touches: self.told.clone(), focus: *focus })
            }
            _ => None,
        }
    }
}

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A new message.
    Send {
        /// Where.
        chat: ChatNo,
        /// What.
        message: Box<Outgoing>,
    },
    /// A message in place of an earlier one.
    Edit {
        /// Where it stands.
        card: Card,
        /// What.
        message: Box<Outgoing>,
    },
    /// The end of a press.
    AnswerPress {
        /// Which.
        press: String,
        /// A short line, or nothing.
        text: Option<String>,
        /// To be confirmed by the reader.
        alert: bool,
    },
    /// A message is pinned.
    Pin {
        /// Which.
        card: Card,
    },
    /// A message is pinned no more.
    Unpin {
        /// Which.
        card: Card,
    },
    /// A message goes.
    Delete {
        /// Which.
        card: Card,
    },
    /// Nothing yet: its reader's hours have ended, or its day.
    PutOff {
        /// Until when.
        until: Moment,
    },
    /// Nothing: it no longer makes sense, or nobody can be written to.
    LeaveOut(LeftOut),
}

/// A message, and what it tells.
#[derive(Default)]
struct Draw {
    message: Outgoing,
    told: Vec<(Part, Touch)>,
    left_out: Vec<(Part, Touch, LeftOut)>,
    notified: Vec<(Part, PersonId)>,
}

impl From<Outgoing> for Draw {
    fn from(message: Outgoing) -> Self {
        Self { message, ..Self::default() }
    }
}

/// Finds the words for what is to be told.
pub async fn render(conn: &mut Conn, now: Now<'_>, tell: &Tell) -> Result<Rendered> {
    let (chat, words_for) = match &tell.to {
        To::Press { press, chat } => {
            let mut pen = Pen::new(conn, now, *chat, None).await?;
            let (text, alert) = toast::toast(&mut pen, &tell.slot).await?;
            return Ok(Rendered::only(Act::AnswerPress { press: press.clone(), text, alert }));
        }
        To::Chat(chat) => (Some(*chat), None),
        To::Office(office) => (pen::group_of(conn, *office).await?, None),
        To::Person(person) => (pen::chat_of(conn, *person).await?, Some(*person)),
    };
    let Some(chat) = chat else {
        return Ok(Rendered::left_out(tell, LeftOut::Unreachable));
    };
    if let (Slot::Form { office, task, .. }, To::Person(person), Lane::Notice) = (&tell.slot, &tell.to, tell.lane)
        && !material::is_noticed(conn, *office, *task, *person).await?
    {
        return Ok(Rendered::left_out(tell, LeftOut::Superseded));
    }
    match tell.slot {
        Slot::PinBoard { card } => return Ok(Rendered::only(Act::Pin { card })),
        Slot::UnpinBoard { card } => return Ok(Rendered::only(Act::Unpin { card })),
        Slot::DeleteBoard { card } => return Ok(Rendered::only(Act::Delete { card })),
        _ => {}
    }
    let edits = match tell.slot {
        Slot::ReceiptAgain { part, entry } => match receipt_of(conn, chat, part, entry).await? {
            None => return Ok(Rendered::left_out(tell, LeftOut::Answered)),
            stands => stands,
        },
        _ => tell.edits,
    };
    let mut pen = Pen::new(conn, now, chat, words_for).await?;
    if let Slot::Board { office } = tell.slot {
        return board::render(&mut pen, tell, chat, office).await;
    }
    let Some(mut draw) = draw(&mut pen, &tell.slot, tell.edits.is_some()).await? else {
        return Ok(Rendered::left_out(tell, LeftOut::Answered));
    };
    let (told, left_out, notified) = (draw.told, draw.left_out, draw.notified);
    if let To::Person(person) = tell.to
        && let Some(until) = hours::held_up(pen.conn, person, tell, now.at).await?
    {
        return Ok(Rendered { told, left_out, notified, ..Rendered::only(Act::PutOff { until }) });
    }
    draw.message.reply_to = tell.replies_to;
    draw.message.topic = tell.topic;
    let message = Box::new(draw.message);
    let act = match edits {
        // A card of which the app no longer says where it stands is sent anew, and so is a document.
        Some(card) if card.message != 0 && message.document.is_none() => Act::Edit { card, message },
        _ => Act::Send { chat, message },
    };
    Ok(Rendered { act, told, left_out, notified, board: None, heads: pen.heads })
}

/// Where the receipt of an entry stands; none if it never arrived.
async fn receipt_of(conn: &mut Conn, chat: ChatNo, part: Part, entry: i64) -> Result<Option<Card>> {
    let is_it = |slot: &Slot| match slot {
        Slot::Receipt { part: of, entry: no, .. } | Slot::ReceiptAgain { part: of, entry: no } => {
            (*of, *no) == (part, entry)
        }
        _ => false,
    };
    let cards = card::list_of_chat(conn, chat, CARDS).await?;
    Ok(cards.into_iter().find(|row| is_it(&row.slot)).map(|row| row.card))
}

impl Rendered {
    fn only(act: Act) -> Self {
        Self { act, told: vec![], left_out: vec![], notified: vec![], board: None, heads: vec![] }
    }

    /// Nothing goes out; a card that is shown again leaves no touch out, they were told.
    fn left_out(tell: &Tell, why: LeftOut) -> Self {
        let left_out = if tell.edits.is_some() { vec![] } else { digest::all(&tell.slot, why) };
        Self { left_out, ..Self::only(Act::LeaveOut(why)) }
    }
}

#[expect(clippy::too_many_lines, reason = "a table: a line for each family of slots")]
async fn draw(pen: &mut Pen<'_>, slot: &Slot, again: bool) -> Result<Option<Draw>> {
    let message = match slot {
        Slot::Notice { person, parts, focus } => return notice::notice(pen, *person, parts, *focus).await,
        Slot::Digest { person, touches, focus } => return digest::digest(pen, *person, touches, *focus, again).await,
        Slot::PartCard { person, part, focus } => part::card(pen, *person, *part, *focus).await?,
        Slot::My { person, page } => Some(my::my(pen, *person, *page).await?),
        Slot::Form { office, task, no } => material::form(pen, *office, *task, *no).await?,
        Slot::Receipt { .. } | Slot::ReceiptAgain { .. } | Slot::RecordStands { .. } => part::draw(pen, slot).await?,
        Slot::AskDate { .. }
        | Slot::AskDifficulty { .. }
        | Slot::AskFile { .. }
        | Slot::WhichOffice { .. }
        | Slot::WhichPart { .. }
        | Slot::WhichItem { .. }
        | Slot::WhatMeant { .. }
        | Slot::Courtesy => question::draw(pen, slot).await?,
        Slot::MatterCard { .. } | Slot::MatterPassedOn { .. } | Slot::MatterSent { .. } | Slot::LeadSays { .. } => {
            matter::draw(pen, slot).await?
        }
        Slot::RequestCard { .. } | Slot::RequestSent { .. } | Slot::AskUntil { .. } | Slot::Ruled { .. } => {
            request::draw(pen, slot).await?
        }
        Slot::Collecting { .. } | Slot::CollectFailed { .. } | Slot::Collected { .. } => {
            collect::draw(pen, slot).await?
        }
        Slot::Submissions { .. } | Slot::SubmissionCard { .. } | Slot::HandedFile { .. } | Slot::SentBack { .. } => {
            submission::draw(pen, slot).await?
        }
        Slot::Calls { .. }
        | Slot::CallCard { .. }
        | Slot::CallPreview { .. }
        | Slot::CallDone { .. }
        | Slot::RelayNote { .. } => calls::draw(pen, slot).await?,
        Slot::Record { .. } | Slot::RecordEntries { .. } => record::draw(pen, slot).await?,
        Slot::DisputeWhy { .. } | Slot::DisputeSent { .. } | Slot::DisputeCard { .. } | Slot::DisputeTold { .. } => {
            dispute::draw(pen, slot).await?
        }
        Slot::Review { office, page, private } => review::review(pen, *office, *page, *private).await?,

        Slot::Alarm { alarm } => alarm::draw(pen, *alarm).await?,
        Slot::Heads | Slot::HeadNotPosted { .. } | Slot::Audit { .. } => heads::draw(pen, slot).await?,
        Slot::DaySummary { .. } | Slot::LeadReminder { .. } => briefing::draw(pen, slot).await?,
        Slot::TasksPreview { draft, page } => import::preview(pen, *draft, *page).await?,
        Slot::TasksPublished { office, tasks, series, later, over, there } => {
            Some(import::published(pen, *office, (tasks, series), *later, (over, there)))
        }
        Slot::Policy { .. } | Slot::PolicyChanged { .. } => policy::draw(pen, slot).await?,
        Slot::Choices { .. } | Slot::AwayCard { .. } | Slot::StandIn { .. } => choices::draw(pen, slot).await?,
        Slot::OpenLink { .. }
        | Slot::JoinAsk { .. }
        | Slot::JoinSeat { .. }
        | Slot::JoinWaits { .. }
        | Slot::JoinerCard { .. }
        | Slot::JoinerDecided { .. }
        | Slot::NotLetIn { .. } => joiner::draw(pen, slot).await?,
        Slot::HandoverCard { .. }
        | Slot::HandoverLink { .. }
        | Slot::HandoverWaits { .. }
        | Slot::HandoverWithdrawn
        | Slot::HandedOver { .. } => handover::draw(pen, slot).await?,
        Slot::TookOver { .. }
        | Slot::SeatChanged { .. }
        | Slot::SeatLost { .. }
        | Slot::SeatErased { .. }
        | Slot::ErasureNoted { .. }
        | Slot::ErasureAsked { .. }
        | Slot::Replaced { .. }
        | Slot::StandInOver { .. } => people::draw(pen, slot).await?,
        Slot::HushedAll { count } => Some(choices::hushed(pen, *count)),
        Slot::TaskHow { .. }
        | Slot::TaskPreview { .. }
        | Slot::TaskChange { .. }
        | Slot::DraftDropped
        | Slot::TaskCard { .. }
        | Slot::TaskConsented { .. } => task::draw(pen, slot).await?,
        Slot::CallHint { office, parts, private } => call::hint(pen, *office, parts, *private).await?,
        Slot::NudgePreview { .. } | Slot::NudgeDone { .. } | Slot::Hold { .. } => nudge::draw(pen, slot).await?,
        Slot::EditCard { .. } | Slot::Edited { .. } | Slot::PartsEdited { .. } => edit::draw(pen, slot).await?,
        Slot::FinishCard { .. } | Slot::Finished { .. } | Slot::PartsEnded { .. } | Slot::TaskThanks { .. } => {
            finish::draw(pen, slot).await?
        }
        Slot::EscalationOffer { office, task, private } => escalation::offer(pen, *office, *task, *private).await?,
        Slot::OverdueList { office, task, private } => overdue::list(pen, *office, *task, *private).await?,
        Slot::SeriesList { .. }
        | Slot::Series { .. }
        | Slot::SeriesAhead { .. }
        | Slot::SeriesMove { .. }
        | Slot::SeriesNote { .. }
        | Slot::SeriesDone { .. } => series::draw(pen, slot).await?,
        Slot::Tasks { office, page, private } => status::tasks(pen, *office, *page, *private).await?,
        Slot::Status { office, task, private } => status::status(pen, *office, *task, *private).await?,
        Slot::Report { .. } | Slot::ReportFile { .. } => report::draw(pen, slot).await?,

        Slot::TapAgain { office, from, until } => setup::tap_again(pen, *office, (*from, *until)).await?,
        Slot::ReportPreview { .. }
        | Slot::ReportLine { .. }
        | Slot::ReportSheet { .. }
        | Slot::AskLineComment { .. } => publication::draw(pen, slot).await?,

        Slot::BoardRetired
        | Slot::BoardClosed
        | Slot::BoardPinRight
        | Slot::BoardStopped { .. }
        | Slot::LedgerDiffers { .. } => board::draw(pen, slot).await?,

        Slot::Roster { .. } | Slot::RosterPreview { .. } | Slot::RosterDone { .. } => roster::draw(pen, slot).await?,
        Slot::Invitations { office, links, sheet } => invitations::links(pen, *office, links, *sheet).await?,
        Slot::AllJoined { .. } => Some(invitations::all_joined(pen)),
        Slot::SentPrivately => Some(invitations::sent_privately(pen)),
        Slot::Welcome { office, dept, seat } => invitations::welcome(pen, *office, *dept, *seat).await?,

        Slot::Playbooks { office } => playbook::list(pen, *office).await?,
        Slot::PlaybookPreview { draft } => playbook::preview(pen, *draft).await?,
        Slot::StartCard { .. }
        | Slot::NotStarted
        | Slot::Run { .. }
        | Slot::StopAsk { .. }
        | Slot::StopCard { .. }
        | Slot::RunStopped { .. } => run::draw(pen, slot).await?,

        Slot::Calendar { operator } => calendar::calendar(pen, *operator).await?,
        Slot::CalendarPreview { draft } => calendar::preview(pen, *draft).await?,
        Slot::CalendarInForce { years, offices, moved } => Some(calendar::in_force(pen, years, *offices, *moved)),
        Slot::CalendarMoved { office, moved } => calendar::moved(pen, *office, moved).await?,
        Slot::PartsMoved { person, moved } => calendar::parts_moved(pen, *person, moved).await?,
        Slot::Hello { .. }
        | Slot::SetupAsked { .. }
        | Slot::OfficeCard { .. }
        | Slot::Zones { .. }
        | Slot::OpenPrivate { .. }
        | Slot::OperatorWelcome
        | Slot::Languages
        | Slot::LanguageSet => setup::draw(pen, slot).await?,
        Slot::WhoAmI { person } => Some(help::who_am_i(pen, Some(*person)).await?),
        Slot::Help { person, .. } => Some(help::help(pen, *person).await?),
        Slot::Refused { refusal } => Some(refusal::message(pen, refusal).await?),
        Slot::Toast { .. }
        | Slot::ToastRefused { .. }
        | Slot::Board { .. }
        | Slot::PinBoard { .. }
        | Slot::UnpinBoard { .. }
        | Slot::DeleteBoard { .. } => None,
    };
    Ok(message.map(Draw::from))
}
