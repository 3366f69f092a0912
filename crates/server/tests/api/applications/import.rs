//! Many venues by a table.

use encoding_rs::GB18030;
use reqwest::{Method, Response};
use serde_json::json;
use venue_protocol::problem::{FormField, Reason};
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::applications::{
    Application, ApplicationLine, ImportReport, MAX_LINES, MAX_TABLE, Queue, Review, Stage,
};
use venue_protocol::wire::venues::Gate;

use crate::support::{Session, TestApp, good, problem};

const HEAD: &str = "组织名称,统一社会信用代码,场所名称,类别,行政区划,街道,详细地址,联系人,联系电话,分区";

fn line(name: &str) -> String {
    format!("长春市南湖餐饮有限公司,91220100MA00000077,{name},餐馆,朝阳区,南湖大路,100号,张三,0431-88779362,")
}

fn table(lines: &[String]) -> String {
    format!("{HEAD}\r\n{}\r\n", lines.join("\r\n"))
}

async fn send(manager: &Session, bytes: impl Into<Vec<u8>>) -> Response {
    manager.request(Method::POST, "/applications/import").body(bytes.into()).send().await.unwrap()
}

async fn imported(manager: &Session, bytes: impl Into<Vec<u8>>) -> ImportReport {
    good(send(manager, bytes).await).await
}

async fn own(manager: &Session) -> Vec<ApplicationLine> {
    manager.read("/applications").await
}

#[tokio::test]
async fn of_five_hundred_lines_seven_bad_ones_are_named_and_nothing_is_half_imported() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let lines: Vec<String> = (0..500).map(|n| line(&format!("第{n}店"))).collect();
    let mut bad = lines.clone();
    bad[0] = bad[0].replace("00077", "00078");
    bad[99] = bad[99].replace("第99店", "");
    bad[199] = bad[199].replace("餐馆", "赌场");
    bad[249] = bad[249].replace("朝阳区", "浦东新区");
    bad[299] = bad[299].replace("0431-88779362", "12000000000");
    bad[399] = bad[398].clone();
    bad[499] = bad[499].replace(",张三", "");
    let report = imported(&manager, table(&bad)).await;
    assert_eq!(report.imported, 0);
    let told: Vec<_> = report
        .lines
        .iter()
        .map(|line| (line.line, line.problem.form.first().map(|found| (found.field, found.reason))))
        .collect();
    assert_eq!(
        told,
        [
            (2, Some((FormField::CreditCode, Reason::Checksum))),
            (101, Some((FormField::VenueName, Reason::Missing))),
            (201, Some((FormField::Category, Reason::Unknown))),
            (251, Some((FormField::Division, Reason::Unknown))),
            (301, Some((FormField::ContactPhone, Reason::Shape))),
            (401, Some((FormField::VenueName, Reason::Conflict))),
            (501, None),
        ]
    );
    assert_eq!(report.lines[0].venue_name, "第0店");
    assert_eq!(report.lines[6].problem.detail.as_deref(), Some("9 cells instead of 10"));
    assert_eq!(own(&manager).await, []);
    let report = imported(&manager, table(&lines)).await;
    assert_eq!((report.imported, report.lines.len()), (500, 0));
    assert_eq!(own(&manager).await.len(), 500);
    let queue: Queue = reviewer.read("/reviews").await;
    assert_eq!((queue.total, queue.lines.len(), queue.lines[0].venue_name.as_str()), (500, 200, "第0店"));
    // The answer may have been lost; the same table again does nothing.
    let again = imported(&manager, table(&lines)).await;
    assert_eq!((again.imported, again.lines.len()), (0, 500));
    assert_eq!(own(&manager).await.len(), 500);
}

#[tokio::test]
async fn the_template_can_be_filled_in_and_read_back_in_both_languages() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    for lang in ["zh", "en"] {
        let response = manager.get(&format!("/applications/template?lang={lang}")).await;
        assert!(response.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let text = response.bytes().await.unwrap();
        assert!(text.starts_with("\u{feff}\"".as_bytes()));
        // Whoever leaves the example in does not apply for it.
        let (status, kind) = problem(send(&manager, text.to_vec()).await).await;
        assert_eq!((status, kind.as_str()), (422, "table-unusable"));
        let text = String::from_utf8(text.to_vec()).unwrap();
        let own = text.replace("示例餐馆", "南湖小馆").replace("Example Restaurant", "Nanhu Diner");
        let both = format!("{text}{}\r\n", own.lines().last().unwrap());
        let report = imported(&manager, both).await;
        assert_eq!((report.imported, report.lines), (1, vec![]));
    }
    let lines = own(&manager).await;
    let path = format!("/applications/{}", lines[1].venue);
    let Application { form, stage, .. } = manager.read(&path).await;
    assert_eq!(
        (stage, form.venue_name.as_str(), form.category.as_str()),
        (Stage::Submitted, "南湖小馆", "restaurant")
    );
    assert_eq!((form.opening_hours.len(), form.opening_hours[1].days), (2, 0b110_0000));
    let zones: Vec<_> = form.zones.iter().map(|zone| (zone.name.as_str(), zone.gate)).collect();
    assert_eq!(zones, [("东门", Gate::Entry), ("西门", Gate::Exit)]);
    assert_eq!((form.gate, form.position.unwrap().longitude), (Some(Gate::Both), 125.3));
}

#[tokio::test]
async fn tables_of_all_programs_are_read() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let plain = |name: &str| table(&[line(name)]);
    let gbk = GB18030.encode(&plain("国标小馆")).0.into_owned();
    let quoted = table(&[line("\"甲, \"\"乙\"\"\"")]);
    let files: [(&str, Vec<u8>); 6] = [
        ("普通小馆", plain("普通小馆").into()),
        ("标记小馆", format!("\u{feff}{}", plain("标记小馆")).into()),
        ("国标小馆", gbk),
        ("甲, \"乙\"", quoted.into()),
        ("分号小馆", plain("分号小馆").replace(',', ";").into()),
        ("制表小馆", plain("制表小馆").replace(',', "\t").replace("\r\n", "\n").into()),
    ];
    for (name, bytes) in files {
        let report = imported(&manager, bytes).await;
        assert_eq!((report.imported, report.lines), (1, vec![]), "{name}");
        assert_eq!(own(&manager).await[0].venue_name, name);
    }
}

#[tokio::test]
async fn lines_are_counted_as_the_file_has_them() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    // A cell of two lines, an empty line, a line of separators alone.
    let two_lines = line("甲").replace("100号", "\"100号\n二层\"");
    let lines = [two_lines, String::new(), ",,,,,,,,,".to_owned(), line("乙").replace("00077", "00078")];
    let report = imported(&manager, table(&lines)).await;
    let told: Vec<_> = report.lines.iter().map(|line| (line.line, line.venue_name.as_str())).collect();
    assert_eq!(told, [(6, "乙")]);
}

#[tokio::test]
async fn what_is_no_such_table_is_refused_and_says_what_is_missing() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let detail = async |bytes: Vec<u8>| {
        let response = send(&manager, bytes).await;
        assert_eq!(response.status(), 422);
        let body: serde_json::Value = response.json().await.unwrap();
        assert_eq!(body["type"], "urn:venue-code:problem:table-unusable");
        body["detail"].as_str().unwrap().to_owned()
    };
    let many: Vec<String> = (0..=MAX_LINES).map(|n| line(&n.to_string())).collect();
    for (bytes, words) in [
        (Vec::new(), "missing: 组织名称"),
        (b"PK\x03\x04\x14\0\x06\0".to_vec(), "save it as CSV"),
        (vec![0xff; 100], "UTF-8 or GBK"),
        (b"a,b,c\n1,2,3\n".to_vec(), "missing: "),
        (format!("{HEAD},街道\n").into(), "twice"),
        (format!("{HEAD}\n").into(), "no lines"),
        (table(&many).into(), "split it"),
    ] {
        let detail = detail(bytes).await;
        assert!(detail.contains(words), "{detail}");
    }
    let ten_megabytes = vec![b'x'; 10 * 1024 * 1024];
    assert!(ten_megabytes.len() > MAX_TABLE);
    assert_eq!(problem(send(&manager, ten_megabytes).await).await, (413, "too-large".to_owned()));
}

#[tokio::test]
async fn a_cell_of_far_too_many_entries_is_named_and_takes_no_part_of_the_server_with_it() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let zones = format!("{}{}", line("一"), "a;".repeat(500_000));
    let hours = table(&[format!("{},{}", line("二"), "09:00-18:00;".repeat(100_000))])
        .replace("分区", "分区,营业时间");
    for (table, field) in [(table(&[zones]), FormField::Zones), (hours, FormField::OpeningHours)] {
        let report = imported(&manager, table).await;
        let told: Vec<_> =
            report.lines[0].problem.form.iter().map(|found| (found.field, found.reason)).collect();
        assert_eq!(told, [(field, Reason::TooLong)]);
    }
}

#[tokio::test]
async fn while_others_import_a_table_is_told_to_come_again() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let imports = &app.server.app.imports;
    let rooms = [imports.room().unwrap(), imports.room().unwrap()];
    let response = send(&manager, table(&[line("一")])).await;
    assert!(response.headers().contains_key("retry-after"));
    assert_eq!(problem(response).await, (503, "unavailable".to_owned()));
    drop(rooms);
    assert_eq!(imported(&manager, table(&[line("一")])).await.imported, 1);
}

#[tokio::test]
async fn of_two_deliveries_at_one_time_one_is_imported() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let lines: Vec<String> = (0..100).map(|n| line(&format!("第{n}店"))).collect();
    let (one, other) = tokio::join!(imported(&manager, table(&lines)), imported(&manager, table(&lines)));
    let mut counts = [(one.imported, one.lines.len()), (other.imported, other.lines.len())];
    counts.sort_unstable();
    assert_eq!(counts, [(0, 100), (100, 0)]);
    assert_eq!(own(&manager).await.len(), 100);
}

#[tokio::test]
async fn only_what_exists_or_waits_is_refused_as_handed_in_before() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    assert_eq!(imported(&manager, table(&["旧名", "停业"].map(line))).await.imported, 2);
    for waits in reviewer.read::<Queue>("/reviews").await.lines {
        let review: Review = reviewer.read(&format!("/reviews/{}", waits.venue)).await;
        good::<Application>(reviewer.decide(&review.application, json!("approve")).await).await;
    }
    let lines = own(&manager).await;
    let venue = |name: &str| lines.iter().find(|line| line.venue_name == name).unwrap().venue;
    let mut change = json!(manager.venue(venue("旧名")).await.form);
    change["venue_name"] = json!("新名");
    manager.change(&app, venue("旧名"), &change).await;
    manager.post(&format!("/venues/{}/close", venue("停业")), &json!({ "reason": "停业" })).await;
    let report = imported(&manager, table(&[line("新名")])).await;
    assert_eq!(report.lines[0].problem.form[0].reason, Reason::Conflict);
    assert_eq!(imported(&manager, table(&["旧名", "停业"].map(line))).await.imported, 2);
}
