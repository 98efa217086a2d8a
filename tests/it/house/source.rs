//! A Rust file as words, texts and marks: comments and characters are gone, and what only tests see is known as such.

/// One file of the house.
#[derive(Debug)]
pub(super) struct File {
    /// From the top, as `src/store/tx.rs`.
    pub(super) path: String,
    /// What stands in it.
    pub(super) tokens: Vec<Token>,
}

/// One word, text or mark.
#[derive(Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) what: What,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Only tests see it.
    pub(super) in_test: bool,
}

/// Kinds of token; numbers count as words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name or keyword.
    Word(String),
    /// The inside of a string literal.
    Text(String),
    /// Anything else.
    Mark(char),
}

impl File {
    /// Reads it.
    pub(super) fn new(path: &str, text: &str) -> Self {
        let mut reader = Reader { chars: text.chars().collect(), at: 0, line: 1 };
        let mut tokens = Vec::new();
        while reader.at < reader.chars.len() {
            let line = reader.line;
            if let Some(what) = reader.next() {
                tokens.push(Token { what, line, in_test: false });
            }
        }
        mark_tests(&mut tokens);
        Self { path: path.to_owned(), tokens }
    }

    /// Where it stands under `src`.
    pub(super) fn inside(&self) -> &str {
        self.path.strip_prefix("src/").unwrap_or(&self.path)
    }

    /// Its module, from the crate's root.
    pub(super) fn module(&self) -> Vec<String> {
        let inside = self.inside().trim_end_matches(".rs").trim_end_matches("/mod");
        let root = matches!(inside, "lib" | "main" | "mod");
        if root { vec![] } else { inside.split('/').map(str::to_owned).collect() }
    }

    /// Modules that it declares to stand in files of their own, and whether only tests see them.
    pub(super) fn declared(&self) -> Vec<(Vec<String>, bool)> {
        let names = self.tokens.windows(3).filter_map(|window| match window {
            [word, name, end] if word.word() == Some("mod") && end.is(';') => Some((name.word()?, word.in_test)),
            _ => None,
        });
        names.map(|(name, in_test)| ([self.module(), vec![name.to_owned()]].concat(), in_test)).collect()
    }
}

/// A file that is declared under `#[cfg(test)]` is one of tests, with all that it declares.
pub(super) fn mark_files_of_tests(files: &mut [File]) {
    let of_tests: Vec<Vec<String>> =
        files.iter().flat_map(File::declared).filter(|(_, in_test)| *in_test).map(|(module, _)| module).collect();
    for file in files {
        let module = file.module();
        if of_tests.iter().any(|test| module.starts_with(test)) {
            file.tokens.iter_mut().for_each(|token| token.in_test = true);
        }
    }
}

impl Token {
    /// Its word, if it is one.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this mark.
    pub(super) fn is(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn next(&mut self) -> Option<What> {
        let c = self.peek(0);
        match c {
            '/' if self.peek(1) == '/' => self.skip_while(|c| c != '\n'),
            '/' if self.peek(1) == '*' => self.skip_block(),
            '"' => return Some(self.text()),
            '\'' => self.skip_character(),
            c if c.is_alphanumeric() || c == '_' => return Some(self.word()),
            c if c.is_whitespace() => self.step(),
            c => {
                self.step();
                return Some(What::Mark(c));
            }
        }
        None
    }

    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn step(&mut self) {
        if self.peek(0) == '\n' {
            self.line += 1;
        }
        self.at += 1;
    }

    fn skip_while(&mut self, wanted: fn(char) -> bool) {
        while self.at < self.chars.len() && wanted(self.peek(0)) {
            self.step();
        }
    }

    /// Block comments nest.
    fn skip_block(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            let change = match (self.peek(0), self.peek(1)) {
                ('/', '*') => 1,
                ('*', '/') => -1,
                _ => 0,
            };
            depth += change;
            self.step();
            if change != 0 {
                self.step();
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// A character, or the stroke of a lifetime.
    fn skip_character(&mut self) {
        self.step();
        if self.peek(0) == '\\' {
            self.step();
            self.step();
            self.skip_while(|c| c != '\'');
            self.step();
        } else if self.peek(1) == '\'' {
            self.step();
            self.step();
        }
    }

    fn word(&mut self) -> What {
        let start = self.at;
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        let word: String = self.chars[start..self.at].iter().collect();
        let hashes = (0..self.chars.len()).take_while(|ahead| self.peek(*ahead) == '#').count();
        match (word.as_str(), self.peek(hashes)) {
            ("r" | "br" | "cr", '"') => self.raw_text(hashes),
            ("b" | "c", '"') if hashes == 0 => self.text(),
            ("b", '\'') if hashes == 0 => {
                self.skip_character();
                What::Word("b".to_owned())
            }
            ("r", c) if hashes == 1 && (c.is_alphabetic() || c == '_') => {
                self.step();
                self.word()
            }
            _ => What::Word(word),
        }
    }

    fn text(&mut self) -> What {
        self.step();
        let mut text = String::new();
        while self.at < self.chars.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                text.push('\\');
                self.step();
            }
            text.push(self.peek(0));
            self.step();
        }
        self.step();
        What::Text(text)
    }

    fn raw_text(&mut self, hashes: usize) -> What {
        (0..=hashes).for_each(|_| self.step());
        let mut text = String::new();
        let ends = |reader: &Self| reader.peek(0) == '"' && (1..=hashes).all(|ahead| reader.peek(ahead) == '#');
        while self.at < self.chars.len() && !ends(self) {
            text.push(self.peek(0));
            self.step();
        }
        (0..=hashes).for_each(|_| self.step());
        What::Text(text)
    }
}

/// Marks items under `#[cfg(test)]`.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let end = end_of_test_item(tokens, at);
        tokens[at..end].iter_mut().for_each(|token| token.in_test = true);
        at = end.max(at + 1);
    }
}

/// Where the item that `#[cfg(test)]` at `at` stands over ends; `at` if it does not stand there.
fn end_of_test_item(tokens: &[Token], at: usize) -> usize {
    let opens = tokens.len() > at + 6
        && tokens[at].is('#')
        && tokens[at + 1].is('[')
        && tokens[at + 2].word() == Some("cfg")
        && tokens[at + 3].is('(')
        && tokens[at + 4].word() == Some("test");
    if !opens {
        return at;
    }
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token.what {
            What::Mark('{' | '(' | '[') => depth += 1,
            What::Mark('}') if depth == 1 => return index + 1,
            What::Mark('}' | ')' | ']') => depth -= 1,
            What::Mark(';') if depth == 0 => return index + 1,
            _ => {}
        }
    }
    tokens.len()
}
