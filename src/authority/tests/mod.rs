//! The worker's handler, played by several people against a server that is a few lines.

mod afterwards;
mod cases;
mod forged;
mod keys;
mod rosters;
mod sheet;

use std::cell::Cell;

use venue_protocol::bytes::Bytes;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::key_file::Cost;
use venue_protocol::seal::roster::{Role, Roster, RosterHash, RosterMember};
use venue_protocol::seal::{Kid, PublicKey};
use venue_protocol::wire::authority::{
    Agree, AuthorityState, Founder, NewProposal, Person, Proposal, RosterInForce, Wrap, WrapFor,
};

use super::message::{Change, Drawn, Kept, Learn, Reply, Request, RoleFile, Secret, Standing, Trouble};
use super::vault::Vault;
use crate::platform::random::{NoRandom, Random};

/// Cheap enough for tests.
const COST: Cost = Cost { memory_kib: 64, passes: 1 };
const PASSPHRASE: &str = "correct horse battery";

/// Bytes that differ from call to call.
#[derive(Default)]
struct Counting(Cell<u64>);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        for chunk in bytes.chunks_mut(8) {
            // An odd factor: no two calls give the same.
            let next = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
            self.0.set(next);
            chunk.copy_from_slice(&(next ^ (next >> 29)).to_be_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

struct NoBytes;

impl Random for NoBytes {
    fn fill(&self, _: &mut [u8]) -> Result<(), NoRandom> {
        Err(NoRandom)
    }
}

fn secret(text: &str) -> Secret {
    Secret(text.to_owned())
}

/// Somebody with a browser.
struct Member {
    account: AccountId,
    role: Role,
    vault: Vault,
    file: Bytes,
    random: Counting,
    public: PublicKey,
    pinned: Option<RosterHash>,
}

impl Member {
    fn new(number: u8, role: Role) -> Self {
        let random = Counting(Cell::new(u64::from(number) << 40));
        let mut vault = Vault::default();
        let made = vault.serve_at(Request::Make { passphrase: secret(PASSPHRASE) }, COST, &random).unwrap();
        let Reply::Key { public, file } = made else { panic!("{made:?}") };
        Self { account: AccountId([number; 8]), role, vault, file, random, public, pinned: None }
    }

    /// Another worker opens the key again.
    fn reopen(&mut self) {
        self.vault = Vault::default();
        let open = Request::Open { file: self.file.clone(), passphrase: secret(PASSPHRASE) };
        self.ask(open).unwrap();
    }

    fn ask(&mut self, request: Request) -> Result<Reply, Trouble> {
        self.vault.serve_at(request, COST, &self.random)
    }

    fn learn(&mut self, server: &Server) -> Result<Standing, Trouble> {
        let state = server.state_for(self.account);
        let learn = Learn { role: self.role, state, pinned: self.pinned };
        match self.ask(Request::Learn(Box::new(learn)))? {
            Reply::Learnt(standing) => Ok(standing),
            other => panic!("{other:?}"),
        }
    }

    fn propose(&mut self, server: &mut Server, change: Change) -> Result<(), Trouble> {
        self.learn(server)?;
        let Reply::Proposal(proposal) = self.ask(Request::Compose(change))? else { panic!("no proposal") };
        server.propose(self, *proposal);
        Ok(())
    }

    fn agree(&mut self, server: &mut Server) -> Result<(), Trouble> {
        self.learn(server)?;
        let proposal = server.state_for(self.account).proposal.unwrap();
        let Reply::Agreement(agree) = self.ask(Request::Agree(Box::new(proposal)))? else {
            panic!("no agreement")
        };
        server.agree(*agree);
        Ok(())
    }

    /// Draws a key for the role, and the change that brings it, as the page keeps it.
    fn draw(&mut self) -> (Box<Drawn>, Change) {
        let Ok(Reply::Drawn(drawn)) = self.ask(Request::Draw) else { panic!("nothing drawn") };
        let change = Change::Rotate { key: drawn.founder.keys.seal, wrap: drawn.founder.wrap };
        (drawn, change)
    }

    fn as_member(&self) -> RosterMember {
        RosterMember { role: self.role, account: self.account, key: self.public }
    }
}

/// As much of the server as the rosters need; it believes everything.
#[derive(Default)]
struct Server {
    rosters: Vec<RosterInForce>,
    founders: Vec<Founder>,
    people: Vec<Person>,
    wraps: Vec<WrapFor>,
    proposal: Option<(NewProposal, Role, AccountId)>,
}

impl Server {
    fn with(members: &[&Member]) -> Self {
        let mut server = Self::default();
        members.iter().for_each(|member| server.know(member));
        server
    }

    fn know(&mut self, member: &Member) {
        self.people.push(Person {
            account: member.account,
            login: String::new(),
            name: String::new(),
            role: member.role,
            key: Some(member.public),
            holds: Vec::new(),
        });
    }

    fn found(&mut self, member: &mut Member) -> Secret {
        let (drawn, _) = member.draw();
        let words = drawn.words.clone();
        self.found_with(member, *drawn);
        words
    }

    fn found_with(&mut self, member: &Member, drawn: Drawn) {
        let keys = drawn.founder.keys;
        self.founders.push(Founder { role: member.role, account: member.account, keys });
        self.wraps.push(WrapFor {
            account: member.account,
            member: member.public,
            role_key: keys.seal,
            wrap: drawn.founder.wrap,
        });
    }

    fn state_for(&self, account: AccountId) -> AuthorityState {
        let holds = |person: &Person| -> Vec<Kid> {
            let of = self.wraps.iter().filter(|wrap| wrap.account == person.account);
            of.map(|wrap| wrap.role_key.kid()).collect()
        };
        let people = self.people.iter().map(|person| Person { holds: holds(person), ..person.clone() });
        let own = self.wraps.iter().filter(|wrap| wrap.account == account);
        AuthorityState {
            rosters: self.rosters.clone(),
            founders: self.founders.clone(),
            proposal: self.proposal.as_ref().map(|(proposal, by, account)| Proposal {
                roster: proposal.roster.clone(),
                by: *by,
                account: *account,
                signature: proposal.signature,
                at: Instant::from_millis(0),
            }),
            people: people.collect(),
            wraps: own
                .map(|wrap| Wrap { role_key: wrap.role_key, member: wrap.member, wrap: wrap.wrap })
                .collect(),
        }
    }

    fn propose(&mut self, by: &Member, proposal: NewProposal) {
        self.proposal = Some((proposal, by.role, by.account));
    }

    fn agree(&mut self, agree: Agree) {
        let (proposal, by, _) = self.proposal.take().unwrap();
        assert_eq!(proposal.roster, agree.roster);
        let (tracer, approver) = match by {
            Role::Tracer => (proposal.signature, agree.signature),
            Role::Approver => (agree.signature, proposal.signature),
        };
        let since = Instant::from_millis(0);
        self.rosters.push(RosterInForce { roster: proposal.roster, tracer, approver, since });
        self.wraps.extend(proposal.wraps);
        self.wraps.extend(agree.wraps);
    }

    fn roster(&self) -> Roster {
        Roster::from_bytes(&self.rosters.last().unwrap().roster.0).unwrap()
    }
}

/// A tracer and an approver who founded their roles, and the tracers' sheet.
fn founded() -> (Server, Member, Member, Secret) {
    let (mut tracer, mut approver) = (Member::new(1, Role::Tracer), Member::new(2, Role::Approver));
    let mut server = Server::with(&[&tracer, &approver]);
    let sheet = server.found(&mut tracer);
    server.found(&mut approver);
    tracer.propose(&mut server, Change::First).unwrap();
    approver.agree(&mut server).unwrap();
    (server, tracer, approver, sheet)
}

fn bytes(of: &[u8]) -> Bytes {
    Bytes(of.to_vec())
}
