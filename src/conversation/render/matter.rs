//! A difficulty or a question on its way to the lead, and the answer on its way back.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::load;
use crate::domain::{Matter, Part, Slot, Words};
use crate::say;
use crate::store::{Result, words};

use super::part::buttons;
use super::pen::{Pen, lines};

/// Whatever is said about difficulties and questions.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::MatterCard { part, matter, words, .. } => card(pen, *part, *matter, words).await,
        Slot::MatterPassedOn { part } => passed_on(pen, *part).await,
        Slot::MatterSent { part, matter } => sent(pen, *part, *matter).await,
        Slot::LeadSays { part, words, .. } => lead_says(pen, *part, words).await,
        _ => Ok(None),
    }
}

/// For staff: what is in the way, in the contact's words, to be answered by a reply.
async fn card(pen: &mut Pen<'_>, part: Part, matter: Matter, said: &Words) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let (dept, task) = (&it.dept.profile.name, &it.task.title);
    let head = match matter {
        Matter::Difficulty => say!(pen.words, MatterDifficulty { dept: dept, task: task }),
        Matter::Question => say!(pen.words, MatterQuestion { dept: dept, task: task }),
    };
    let mut text = quoted(pen, head, said).await?.then(say!(pen.words, MatterHow));
    if matter == Matter::Difficulty {
        text = text.line().then(say!(pen.words, MatterPauses));
    }
    Ok(Some(Outgoing { text, ..Outgoing::default() }))
}

/// For staff: the reply is on its way.
async fn passed_on(pen: &mut Pen<'_>, part: Part) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    Ok(Some(lines(&[say!(pen.words, MatterPassedOn { dept: &it.dept.profile.name })])))
}

/// For the contact: it is with the lead.
async fn sent(pen: &mut Pen<'_>, part: Part, matter: Matter) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let lead = &it.office.name;
    let sentence = match matter {
        Matter::Difficulty => say!(pen.words, MatterSentDifficulty { lead: lead }),
        Matter::Question => say!(pen.words, MatterSentQuestion { lead: lead }),
    };
    Ok(Some(lines(&[sentence])))
}

/// For the contact: the lead's answer, and the buttons to go on with.
async fn lead_says(pen: &mut Pen<'_>, part: Part, said: &Words) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let head = say!(pen.words, LeadSays { lead: &it.office.name, task: &it.task.title });
    let text = quoted(pen, head, said).await?.then(say!(pen.words, LeadSaysHow));
    // A leader who asked does not answer in the contact's place.
    let answers = pen.reader.is_none_or(|reader| it.dept.answers(reader));
    let buttons = if answers { buttons(pen, &it, None, None) } else { vec![] };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

async fn quoted(pen: &mut Pen<'_>, head: String, said: &Words) -> Result<Text> {
    let said = words::find_words(pen.conn, said.no).await?.unwrap_or_else(|| "…".to_owned());
    Ok(Text::plain(head).line().line().bold(said).line().line())
}
