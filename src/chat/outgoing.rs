//! What goes out: words with a little emphasis, rows of buttons, perhaps a document.

use std::path::PathBuf;

/// How a span looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// Emphasised.
    Bold,
    /// In a fixed width, easy to copy.
    Code,
}

/// A run of characters of one look. Never markup: the adapter escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its characters.
    pub text: String,
    /// Its look.
    pub style: Style,
}

/// A message's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In order.
    pub spans: Vec<Span>,
}

impl Text {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new().then(text)
    }

    /// Adds plain words.
    #[must_use]
    pub fn then(self, text: impl Into<String>) -> Self {
        self.styled(text, Style::Plain)
    }

    /// Adds emphasised words.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        self.styled(text, Style::Bold)
    }

    /// Adds words to be copied.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.styled(text, Style::Code)
    }

    /// Ends the line.
    #[must_use]
    pub fn line(self) -> Self {
        self.then("\n")
    }

    /// Adds another text.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// Nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.text.is_empty())
    }

    /// The characters alone.
    #[must_use]
    pub fn to_plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn styled(mut self, text: impl Into<String>, style: Style) -> Self {
        self.spans.push(Span { text: text.into(), style });
        self
    }
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Comes back as a press with this data (at most 64 bytes).
    Press {
        /// On the button.
        label: String,
        /// What comes back.
        data: String,
    },
    /// Opens an address.
    Url {
        /// On the button.
        label: String,
        /// Where it leads.
        url: String,
    },
}

/// A file that goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// One that we made.
    Made {
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// One that lies in a file of ours, too large to be held.
    Spooled {
        /// Its name.
        name: String,
        /// Where it lies.
        path: PathBuf,
    },
    /// A drawing of ours as SVG. Its points are made just before it leaves: until then it is no picture, and is not sent.
    Drawn {
        /// The drawing.
        svg: String,
    },
    /// A picture that we made.
    Picture {
        /// PNG.
        bytes: Vec<u8>,
    },
    /// A document that somebody sent us, by the chat app's handle; it keeps its name.
    Known {
        /// The handle.
        file: String,
    },
    /// A photo that somebody sent us, by the chat app's handle.
    Photo {
        /// The handle.
        file: String,
    },
}

/// A message to be sent, or to stand in place of an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// At most 4096 characters (1024 with a document); the adapter cuts what is over, at a line's end where it can.
    pub text: Text,
    /// Rows of buttons.
    pub buttons: Vec<Vec<Button>>,
    /// Sent with the text as its caption.
    pub document: Option<Document>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// The forum topic.
    pub topic: Option<i64>,
    /// It makes no sound: nobody is to look at once.
    pub silent: bool,
}

/// Whom a command menu is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuScope {
    /// Every private chat.
    Private,
    /// Every group.
    Groups,
    /// Every group's administrators.
    GroupAdministrators,
}

/// The list of commands an app offers while typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// For whom.
    pub scope: MenuScope,
    /// Two letters; none for everyone else.
    pub language: Option<String>,
    /// Name (`a-z0-9_`, without the stroke) and description.
    pub commands: Vec<(String, String)>,
}
