//! The page of keys: one's own, the roles', and who is a member.

use std::rc::Rc;

use venue_protocol::seal::roster::{Role, RosterMember};
use venue_protocol::wire::authority::Proposal;
use yew::{Callback, Html, Properties, component, html};

use super::knowledge::{Knowledge, use_knowledge};
use super::members::people;
use super::own_key::OwnKey;
use super::proposal::proposal;
use super::role_file::RoleKeyFile;
use super::sheet::{Recover, Sheet};
use super::work::{Fault, Work, chain_text, use_work};
use crate::api::authority;
use crate::authority::message::{Change, Drawn, Reply, Request, RoleFile, Standing};
use crate::authority::roster::{Chain, fingerprint};
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::edit;
use crate::console::kit::load::Loading;
use crate::console::kit::page::{ConsolePage, facts, section, use_page};
use crate::i18n::moment;
use crate::i18n::text::console::{Keys as Text, RoleName, Shell};
use crate::pages::console::missing::Missing;
use crate::pages::own::{Own, use_own};

/// What stands in question on the page.
#[derive(Default)]
pub(super) struct Shown {
    /// A key that does not count yet.
    drawn: Option<Rc<Drawn>>,
    /// What the sheet recovered, until the next look at the server.
    recovered: Option<Standing>,
    /// Who is to join.
    pub adds: Option<RosterMember>,
    /// Who is to leave.
    pub removes: Option<RosterMember>,
}

/// What the parts of the page share.
#[derive(Clone)]
pub(super) struct Desk {
    pub console: Console,
    pub role: Role,
    pub own: Own<Shown>,
    pub work: Work,
    loaded: Loading<Knowledge>,
}

/// The page.
#[component]
pub fn Keys() -> Html {
    match use_console().authority_role() {
        Some(role) => html! { <ForRole {role} /> },
        None => html! { <Missing /> },
    }
}

#[derive(Properties, PartialEq)]
struct RoleProps {
    role: Role,
}

#[component]
fn ForRole(props: &RoleProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Keys), "keys-page");
    let loaded = use_knowledge(props.role);
    let here = Desk {
        console: console.clone(),
        role: props.role,
        own: use_own(Shown::default),
        work: use_work(),
        loaded: loaded.clone(),
    };
    let me = console.me().map(|me| me.account);
    let sent = loaded.ready().map(|known| me.and_then(|me| known.person(me)).and_then(|person| person.key));
    let children = html! {
        <>
            <OwnKey {sent} onsent={loaded.again.clone()} />
            { loaded.view(|known| here.known(known)) }
        </>
    };
    ConsolePage { lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

impl Desk {
    fn known(&self, known: &Rc<Knowledge>) -> Html {
        let words = self.console.words;
        match &known.chain {
            Err(trouble) => Notice {
                title: Some(words.of(Text::ChainTitle).into()),
                testid: Some("chain-stop"),
                ..Notice::new(Tone::Bad, words.of(chain_text(*trouble)))
            }
            .view(),
            Ok(None) => self.founding(known),
            Ok(Some(chain)) => self.roster(known, chain),
        }
    }

    /// While there is no roster.
    fn founding(&self, known: &Knowledge) -> Html {
        let words = self.console.words;
        let founded = |role| known.state.founders.iter().any(|founder| founder.role == role);
        let both = Role::ALL.into_iter().all(founded);
        let drawn = self.own.get().drawn.clone();
        let line = |role: Role| {
            let text = if founded(role) { Text::Founded } else { Text::NotFounded };
            (role_word(&self.console, role), words.of(text).into())
        };
        html! {
            <>
                { section(words.of(Text::RosterTitle), html! {
                    <>
                        <p>{ words.of(Text::NoRoster) }</p>
                        { facts(Role::ALL.map(line)) }
                        { self.work.notice() }
                        if self.console.open_key.is_some() && drawn.is_none() {
                            <div class="row">
                                if !founded(self.role) {
                                    { Button { weight: Weight::Primary, busy: self.work.busy(), ..Button::new(words.of(Text::Found), "found-role", self.draw()) }.view() }
                                }
                                if both && known.state.proposal.is_none() {
                                    { Button { weight: Weight::Primary, busy: self.work.busy(), ..Button::new(words.of(Text::ComposeFirst), "compose-first", self.compose(Change::First)) }.view() }
                                }
                            </div>
                            if !founded(self.role) {
                                <details>
                                    <summary data-testid="found-by-file">{ words.of(Text::FoundByFile) }</summary>
                                    <RoleKeyFile text={words.of(Text::Found)} busy={self.work.busy()} onfile={self.take()} />
                                </details>
                            }
                        }
                    </>
                }) }
                if let Some(drawn) = drawn { <Sheet {drawn} busy={self.work.busy()} ongo={self.found()} /> }
                { proposal(self, known, None) }
                { people(self, known, None) }
            </>
        }
    }

    fn roster(&self, known: &Knowledge, chain: &Chain) -> Html {
        let (words, console) = (self.console.words, &self.console);
        let since = known.state.rosters.last().map(|roster| moment(words, roster.since, console.now()));
        let (drawn, recovered) = {
            let shown = self.own.get();
            (shown.drawn.clone(), shown.recovered.clone())
        };
        let standing = recovered.clone().or_else(|| known.standing.clone());
        let rotates = standing.as_ref().is_some_and(|standing| standing.current) && drawn.is_none();
        html! {
            <>
                { section(words.of(Text::RosterTitle), html! {
                    <>
                        <p>{ words.of(Text::RosterText) }</p>
                        { facts([
                            (words.of(Text::Version), html! { <>{ chain.roster().version }{ " · " }{ since.unwrap_or_default() }</> }),
                            (words.of(Text::Fingerprint), html! { <code class="fingerprint" data-testid="roster-fingerprint">{ fingerprint(&chain.hash().0) }</code> }),
                        ]) }
                        if let Some(standing) = &standing { { standing_notice(console, standing) } }
                        if recovered.is_some() { { Notice { testid: Some("recovered"), ..Notice::new(Tone::Good, words.of(Text::Recovered)) }.view() } }
                        { self.work.notice() }
                    </>
                }) }
                if let Some(drawn) = drawn { <Sheet drawn={drawn.clone()} busy={self.work.busy()} ongo={self.compose(rotation(&drawn))} /> }
                { proposal(self, known, Some(chain)) }
                { people(self, known, Some(chain)) }
                if rotates {
                    { section(words.of(Text::Rotate), html! {
                        <>
                            <p>{ words.of(Text::RotateText) }</p>
                            <div>{ Button { busy: self.work.busy(), ..Button::new(words.of(Text::Rotate), "rotate", self.draw()) }.view() }</div>
                        </>
                    }) }
                }
                if standing.is_some() {
                    <Recover ondone={edit(&self.own, |shown: &mut Shown, standing| shown.recovered = Some(standing))} />
                }
            </>
        }
    }

    /// Draws a key for the role; its sheet comes first.
    fn draw(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| here.prepare(Request::Draw))
    }

    /// The same with a key file from an offline machine.
    fn take(&self) -> Callback<RoleFile> {
        let here = self.clone();
        Callback::from(move |file| here.prepare(Request::Take(file)))
    }

    fn prepare(&self, request: Request) {
        let (keeper, after) = (self.console.keeper.clone(), self.clone());
        let call = async move {
            match keeper.ask(&request).await? {
                Reply::Drawn(drawn) => Ok(*drawn),
                _ => Err(Fault::ODD),
            }
        };
        self.work.run(call, move |drawn| after.own.change(|shown| shown.drawn = Some(Rc::new(drawn))));
    }

    /// Founds the role with the key that was drawn.
    fn found(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let Some(drawn) = here.own.get().drawn.clone() else { return };
            let (server, after) = (here.console.server.clone(), here.clone());
            here.work.run(async move { Ok(authority::found(&*server, &drawn.founder).await?) }, move |()| {
                after.over(Text::Founded)
            });
        })
    }

    /// Proposes a roster with this change.
    pub fn compose(&self, change: Change) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (console, after) = (here.console.clone(), here.clone());
            let call = async move {
                let Reply::Proposal(proposal) = console.keeper.ask(&Request::Compose(change)).await? else {
                    return Err(Fault::ODD);
                };
                Ok(authority::propose(&*console.server, &proposal).await?)
            };
            here.work.run(call, move |()| after.over(Text::Proposed));
        })
    }

    /// Agrees to the other role's proposal.
    pub fn agree(&self, proposal: &Proposal) -> Callback<()> {
        let (here, request) = (self.clone(), Request::Agree(Box::new(proposal.clone())));
        Callback::from(move |()| {
            let (console, after) = (here.console.clone(), here.clone());
            let request = request.clone();
            let call = async move {
                let Reply::Agreement(agree) = console.keeper.ask(&request).await? else {
                    return Err(Fault::ODD);
                };
                Ok(authority::agree(&*console.server, &agree).await?)
            };
            here.work.run(call, move |()| after.over(Text::Agreed));
        })
    }

    /// Takes the proposal away.
    pub fn take_away(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (server, after) = (here.console.server.clone(), here.clone());
            here.work.run(async move { Ok(authority::take_away(&*server).await?) }, move |()| {
                after.over(Text::TakenAway)
            });
        })
    }

    /// Gives colleagues the role's keys.
    pub fn give(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (console, after) = (here.console.clone(), here.clone());
            let call = async move {
                let Reply::Wraps(wraps) = console.keeper.ask(&Request::Give).await? else {
                    return Err(Fault::ODD);
                };
                if !wraps.wraps.is_empty() {
                    authority::give(&*console.server, &wraps).await?;
                }
                Ok(())
            };
            here.work.run(call, move |()| after.over(Text::Given));
        })
    }

    /// Something was done: nothing stands in question, and the server is asked anew.
    fn over(&self, said: Text) {
        self.own.change(|shown| *shown = Shown::default());
        self.console.say.emit(self.console.words.of(said).to_owned());
        self.loaded.again.emit(());
    }
}

/// The change that brings a key. It goes with the page, so that the keys may be locked while the sheet is printed.
fn rotation(drawn: &Drawn) -> Change {
    Change::Rotate { key: drawn.founder.keys.seal, wrap: drawn.founder.wrap }
}

fn standing_notice(console: &Console, standing: &Standing) -> Html {
    let text = if !standing.member {
        Text::NotMember
    } else if !standing.current {
        Text::NoRoleKey
    } else if standing.missing > 0 {
        Text::MissingKeys
    } else {
        return Html::default();
    };
    Notice { testid: Some("standing"), ..Notice::new(Tone::Warn, console.words.of(text)) }.view()
}

/// What a role is called.
pub(super) fn role_word(console: &Console, role: Role) -> &'static str {
    console.words.of(match role {
        Role::Tracer => RoleName::Tracer,
        Role::Approver => RoleName::Approver,
    })
}
