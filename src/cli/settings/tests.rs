use std::collections::BTreeMap;

use super::*;

fn settings(given: &[(&str, &str)]) -> Settings {
    Settings::of(given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn names(given: &[(&str, &str)]) -> Vec<&'static str> {
    let AllWrong(wrong) = settings(given).service().unwrap_err();
    wrong.into_iter().map(|fault| fault.name).collect()
}

const TOKEN: (&str, &str) = ("TELOXIDE_TOKEN", "42:AAF-secret");

#[test]
fn the_example_file_names_every_setting_with_its_default() {
    let mut shown = BTreeMap::new();
    let example = include_str!("../../../.env.example");
    let lines: Vec<(&str, &str)> =
        example.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')).collect();
    assert_eq!(lines, ALL.map(|setting| (setting.name, setting.default)));
    environment::read_lines(example.as_bytes(), &mut shown).unwrap();
    assert!(shown.iter().all(|(name, value)| ALL.iter().any(|it| it.name == name && it.default == value)));
}

#[test]
fn a_token_is_all_that_must_be_set() {
    let service = settings(&[TOKEN]).service().unwrap();
    assert_eq!(service.database_url, "sqlite://cuiban.db");
    assert_eq!(service.manners, Manners { open_setup: false, zone: Tz::Asia__Shanghai, lang: Lang::Zh });
    assert_eq!((service.files, service.listen), (PathBuf::from("files"), None));
    assert!(service.operators.is_empty());
}

#[test]
fn an_empty_variable_is_the_same_as_an_unset_one() {
    let emptied: Vec<(&str, &str)> = ALL.iter().map(|setting| (setting.name, " ")).collect();
    assert_eq!(names(&emptied), ["TELOXIDE_TOKEN"]);
    assert_eq!(names(&[]), ["TELOXIDE_TOKEN"]);
    let mut values = BTreeMap::from([("A".to_owned(), "environment".to_owned())]);
    environment::read_lines(b"\xef\xbb\xbfA=file\nB=\nB=second\n", &mut values).unwrap();
    assert_eq!(values.values().collect::<Vec<_>>(), ["environment", "second"]);
}

#[test]
fn a_wrong_value_is_told_by_its_name() {
    for (name, value) in [
        ("TELOXIDE_TOKEN", "nonsense"),
        ("TELOXIDE_API_URL", "ftp://host"),
        ("TELOXIDE_API_URL", "127.0.0.1:8081"),
        ("HTTPS_PROXY", "ftp://host"),
        ("https_proxy", "socks4://host"),
        ("ALL_PROXY", "http://"),
        ("DATABASE_URL", "mysql://host/db"),
        ("CUIBAN_OPERATORS", "1,@wang"),
        ("CUIBAN_OPERATORS", "-5"),
        ("CUIBAN_OPEN_SETUP", "maybe"),
        ("CUIBAN_TIMEZONE", "Peking"),
        ("CUIBAN_LANG", "fr"),
        ("CUIBAN_BACKUP_KEY", "short"),
        ("CUIBAN_LISTEN", "8080"),
        ("CUIBAN_WEBHOOK_URL", "https://host/hook"),
    ] {
        // Of two values the first stands.
        assert_eq!(names(&[(name, value), TOKEN]), [name.to_ascii_uppercase()], "{value}");
    }
    assert_eq!(settings(&[("RUST_LOG", "a=b=c")]).log(true).unwrap_err().name, "RUST_LOG");
}

#[test]
fn everything_wrong_is_told_at_once_with_examples_and_without_values() {
    let AllWrong(wrong) = settings(&[
        ("TELOXIDE_TOKEN", "42;AAF-secret"),
        ("HTTPS_PROXY", "ftp://u:secret@h"),
        ("CUIBAN_LANG", "secret"),
    ])
    .service()
    .unwrap_err();
    let told = AllWrong(wrong).to_string();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("CUIBAN_LANG=zh-CN") && told.contains("不") && !told.contains("secret"), "{told}");
}

#[test]
fn a_proxy_is_taken_as_people_write_it() {
    let proxy = |given: &[(&str, &str)], api: Option<&str>| {
        let api = api.map(|url| Url::parse(url).unwrap());
        settings(given).proxy(api.as_ref()).unwrap().map(|(_, url)| url.to_string())
    };
    let plain = Some("http://proxy:3128/".to_owned());
    for given in
        [("HTTPS_PROXY", "http://proxy:3128"), ("https_proxy", "proxy:3128"), ("all_proxy", "http://proxy:3128")]
    {
        assert_eq!(proxy(&[given], None), plain, "{given:?}");
    }
    assert_eq!(proxy(&[("ALL_PROXY", "socks://h:1080")], None).as_deref(), Some("socks5://h:1080"));
    assert_eq!(proxy(&[("HTTPS_PROXY", "http://proxy:3128"), ("ALL_PROXY", "socks5://h:1")], None), plain);
    let own = Some("http://10.0.0.5:8081");
    assert_eq!(proxy(&[("HTTPS_PROXY", "http://proxy:3128")], own), None, "a proxy for https is not for http");
    assert_eq!(proxy(&[("ALL_PROXY", "http://proxy:3128")], own), plain);
}

#[test]
fn operators_are_numbers_between_commas() {
    let operators = settings(&[("CUIBAN_OPERATORS", "7, 12,7,")]).operators().unwrap();
    assert_eq!(operators, BTreeSet::from([7, 12]));
}

#[test]
fn a_command_without_the_chat_app_asks_for_no_token() {
    let given = settings(&[("TELOXIDE_TOKEN", "nonsense"), ("DATABASE_URL", "postgres://h/db")]);
    assert_eq!(given.database_url().unwrap(), "postgres://h/db");
}

#[test]
fn a_line_that_cannot_be_read_is_not_shown() {
    let error = environment::read_lines(b"A=1\n42:AAF-secret\n", &mut BTreeMap::new()).unwrap_err().to_string();
    assert!(error.contains("A之后") && !error.contains("secret"), "{error}");
}
