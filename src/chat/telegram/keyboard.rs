//! Buttons as Telegram wants them.

use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use url::Url;

use crate::chat::{Button, Refused};

/// Bytes of a button's data.
const DATA_BYTES_MAX: usize = 64;

/// The rows of buttons; none without any. What Telegram would refuse is refused here, before a call.
pub(super) fn keyboard(rows: &[Vec<Button>]) -> Result<Option<InlineKeyboardMarkup>, Refused> {
    let rows = rows.iter().filter(|row| !row.is_empty());
    let rows: Vec<Vec<_>> = rows.map(|row| row.iter().map(button).collect()).collect::<Result<_, _>>()?;
    Ok((!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows)))
}

fn button(button: &Button) -> Result<InlineKeyboardButton, Refused> {
    match button {
        Button::Press { data, .. } if data.is_empty() || data.len() > DATA_BYTES_MAX => {
            Err(Refused::Malformed(format!("a button's data has {} bytes", data.len())))
        }
        Button::Press { label, data } => Ok(InlineKeyboardButton::callback(label, data)),
        Button::Url { label, url } => match Url::parse(url) {
            Ok(url) => Ok(InlineKeyboardButton::url(label, url)),
            Err(error) => Err(Refused::Malformed(format!("a button's address: {error}"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn press(data: &str) -> Button {
        Button::Press { label: "收到".into(), data: data.into() }
    }

    #[test]
    fn rows_keep_their_order_and_empty_ones_go() {
        let url = Button::Url { label: "加入".into(), url: "https://t.me/bot?start=abc".into() };
        let keyboard = keyboard(&[vec![press("a"), press("b")], vec![], vec![url]]).unwrap();
        assert_eq!(
            serde_json::to_value(keyboard).unwrap(),
            json!({ "inline_keyboard": [
                [{ "text": "收到", "callback_data": "a" }, { "text": "收到", "callback_data": "b" }],
                [{ "text": "加入", "url": "https://t.me/bot?start=abc" }],
            ] })
        );
    }

    #[test]
    fn no_buttons_are_no_keyboard() {
        assert_eq!(keyboard(&[]), Ok(None));
        assert_eq!(keyboard(&[vec![]]), Ok(None));
    }

    #[test]
    fn data_has_one_to_64_bytes() {
        assert!(keyboard(&[vec![press(&"x".repeat(64))]]).is_ok());
        for data in ["", &"x".repeat(65), &"催".repeat(22)] {
            assert!(matches!(keyboard(&[vec![press(data)]]), Err(Refused::Malformed(_))), "{data:?}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        let url = Button::Url { label: "x".into(), url: "nowhere".into() };
        assert!(matches!(keyboard(&[vec![url]]), Err(Refused::Malformed(_))));
    }
}
