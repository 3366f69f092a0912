//! Both browsers, played from filing to results.

use venue_protocol::seal::case::{CaseId, CaseRequest, Release};
use venue_protocol::seal::{Pid, PrivateKey};
use venue_protocol::wire::cases::Subject;
use venue_trace::{Approval, Approved, Records, Results, SealedCounts, Trace, filing};
use zeroize::Zeroizing;

use super::server::Server;
use super::world::{World, document};
use venue_testkit::seeded::Seeded;

pub const CASE: CaseId = CaseId([5; 16]);

pub fn own() -> PrivateKey {
    PrivateKey([0x44; 32])
}

pub fn tracer_keys(world: &World) -> Vec<PrivateKey> {
    world.roles.iter().map(|role| role.tracer.clone()).collect()
}

pub fn approver_keys(world: &World) -> Vec<PrivateKey> {
    world.roles.iter().map(|role| role.approver.clone()).collect()
}

/// The tracer files a case about these persons; it goes to the approvers sealed.
pub fn file(server: &Server<'_>, persons: &[usize]) -> Vec<u8> {
    let world = server.world;
    let subjects = persons.iter().map(|person| Zeroizing::new(document(*person))).collect();
    let records = Records::read(&server.records());
    let (request, sealed) = filing::request(subjects, &records, &tracer_keys(world), world.window);
    assert_eq!(sealed, SealedCounts::default());
    let approvers = world.roles[0].approver.public();
    request.seal(CASE, &own().public(), &approvers, &mut Seeded::new(1)).unwrap()
}

/// The approver finds the tags and gives the halves.
pub fn approve(server: &Server<'_>, request: &[u8]) -> (Approved, Vec<u8>) {
    let world = server.world;
    let request = CaseRequest::open(request, CASE, &own().public(), &world.roles[0].approver).unwrap();
    let records = Records::read(&server.records());
    let mut approval = Approval::new(request, &records, &approver_keys(world), world.window);
    loop {
        let asked = approval.ask_idx();
        if asked.is_empty() {
            break;
        }
        approval.told_idx(&server.look_up(&asked)).unwrap();
    }
    loop {
        let asked = approval.ask_tags();
        if asked.is_empty() {
            break;
        }
        approval.told_tags(&server.probe(&asked)).unwrap();
    }
    let approved = approval.finish().unwrap();
    let release = approved.release.seal(CASE, &own().public(), &mut Seeded::new(2)).unwrap();
    (approved, release)
}

/// The tracer traces.
pub fn trace(server: &Server<'_>, release: &[u8]) -> Trace {
    let release = Release::open(release, CASE, &own()).unwrap();
    let records = Records::read(&server.records());
    let case = server.case(CASE, own().public());
    let mut trace = Trace::new(&case, release, &records, &tracer_keys(server.world));
    for page in server.track() {
        trace.track(&page);
    }
    for page in server.around() {
        trace.around(&page);
    }
    loop {
        let asked = trace.ask_identities();
        if asked.is_empty() {
            break;
        }
        trace.told_identities(&asked, &server.identities(&asked)).unwrap();
    }
    trace
}

/// The whole way.
pub fn results(world: &World, persons: &[usize], subject: Subject) -> (Approved, Results) {
    let mut server = Server::new(world, subject);
    let request = file(&server, persons);
    let (approved, release) = approve(&server, &request);
    server.approved = approved.tags.iter().copied().collect();
    let results = trace(&server, &release).results();
    (approved, results)
}

/// The registrations of these persons.
pub fn pids(world: &World, persons: &[usize]) -> Vec<Pid> {
    let of_them = world.registrations.iter().filter(|registration| persons.contains(&registration.person));
    of_them.map(|registration| registration.pid.clone()).collect()
}
