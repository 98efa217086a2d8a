//! What a file names of its own crate: every `crate::…`, `self::…` and `super::…`, in imports and elsewhere, from the root.

use super::source::{File, Token, What};

/// One path, made absolute.
#[derive(Debug)]
pub(super) struct Named {
    /// Its segments below the crate; `*` for a glob, empty for the crate itself.
    pub(super) segments: Vec<String>,
    /// Where it stands.
    pub(super) line: usize,
}

/// Everything the file names.
pub(super) fn named(file: &File) -> Vec<Named> {
    let mut walk = Walk { tokens: &file.tokens, at: 0, scopes: vec![], found: vec![] };
    walk.file(&file.module());
    walk.found
}

struct Walk<'a> {
    tokens: &'a [Token],
    at: usize,
    /// One for each open brace: the module that it opens, if any.
    scopes: Vec<Option<String>>,
    found: Vec<Named>,
}

impl Walk<'_> {
    fn file(&mut self, module: &[String]) {
        while self.at < self.tokens.len() {
            match &self.tokens[self.at].what {
                What::Mark('{') => {
                    let scope = self.opened_module();
                    self.scopes.push(scope);
                }
                What::Mark('}') => drop(self.scopes.pop()),
                What::Word(word) if self.starts_path(word) => {
                    let mut here = module.to_vec();
                    here.extend(self.scopes.iter().flatten().cloned());
                    self.tree(&here);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// The name in `mod name {`.
    fn opened_module(&self) -> Option<String> {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.tokens[at].word());
        if before(2) == Some("mod") { before(1).map(str::to_owned) } else { None }
    }

    /// `crate` anywhere but in `pub(crate)`; `self` and `super` only before `::`.
    fn starts_path(&self, word: &str) -> bool {
        let after_colons = self.at > 0 && self.mark(self.at - 1, ':');
        let before_colons = self.mark(self.at + 1, ':') && self.mark(self.at + 2, ':');
        match word {
            "crate" => !after_colons && (before_colons || !self.mark(self.at + 1, ')')),
            "self" | "super" => !after_colons && before_colons,
            _ => false,
        }
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    /// A path, or the tree of an import; it stops behind it.
    fn tree(&mut self, prefix: &[String]) {
        let mut path = prefix.to_vec();
        let line = self.tokens[self.at].line;
        loop {
            match self.tokens.get(self.at).map(|token| &token.what) {
                Some(What::Word(word)) => step(&mut path, word),
                Some(What::Mark('*')) => path.push("*".to_owned()),
                Some(What::Mark('{')) => return self.branches(&path),
                _ => break,
            }
            self.at += 1;
            if !(self.mark(self.at, ':') && self.mark(self.at + 1, ':')) {
                break;
            }
            self.at += 2;
        }
        self.found.push(Named { segments: path, line });
    }

    fn branches(&mut self, prefix: &[String]) {
        self.at += 1;
        while self.at < self.tokens.len() && !self.mark(self.at, '}') {
            match self.tokens[self.at].word() {
                // What it is called here does not matter.
                Some("as") => self.at += 2,
                Some(_) => self.tree(prefix),
                None if self.mark(self.at, '*') || self.mark(self.at, '{') => self.tree(prefix),
                None => self.at += 1,
            }
        }
        self.at += 1;
    }
}

fn step(path: &mut Vec<String>, word: &str) {
    match word {
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        "self" => {}
        _ => path.push(word.to_owned()),
    }
}
