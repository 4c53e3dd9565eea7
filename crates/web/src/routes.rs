use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{Method, StatusCode},
    middleware,
    response::IntoResponse,
    routing::{MethodRouter, any, delete, get, post},
};
use centre::tell;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer};

use crate::{
    Shared, account, api, assets, authoring, callbacks, desk, error::Fault, feeds, finding, following,
    guides, health, help, public, requests, security, visit, waits, why,
};

/// Who may use a route. The handler's extractor sees to it; a test walks this table to prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Everybody,
    SignedIn,
    /// Those who manage an organization's requests; for a conversation with specialists also whoever opened it.
    Managers,
    /// Those who may see the health of their organization's services.
    HealthReaders,
    /// Those of them who also manage its requests.
    WebhookMakers,
    Agents,
    /// Agents who manage a desk: its plans, its figures.
    DeskManagers,
    /// Agents who write, translate and review articles.
    Authors,
    /// Programs with a token; no cookie lets anybody in, so no other site can send somebody here.
    Programs,
    /// Agents who publish the health of services.
    Engineers,
}

#[derive(Debug, Clone)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub for_: For,
}

/// The most bytes of one request: a form with its files.
const LARGEST_REQUEST: usize = 64 << 20;

#[rustfmt::skip]
fn table() -> Vec<(Route, MethodRouter<Shared>)> {
    use For::{
        Agents, Authors, DeskManagers, Engineers, Everybody, HealthReaders, Managers, Programs, SignedIn, WebhookMakers,
    };
    let r = |method: Method, path, for_, handler| (Route { method, path, for_ }, handler);
    const GET: Method = Method::GET;
    const POST: Method = Method::POST;
    vec![
        r(GET,  "/",                                        Everybody, get(public::root)),
        r(GET,  "/{lang}/{cloud}/",                         Everybody, get(public::start)),
        r(GET,  "/{lang}/{cloud}/get-support",              Everybody, get(public::get_support)),
        r(GET,  "/{lang}/{cloud}/phone",                    Everybody, get(public::phone)),
        r(GET,  "/{lang}/{cloud}/phone/places",             Everybody, get(public::phone_places)),
        r(GET,  "/{lang}/{cloud}/phone/{place}/contact.vcf", Everybody, get(public::phone_contact)),
        r(GET,  "/{lang}/{cloud}/phone/{place}/hours.ics",  Everybody, get(public::phone_calendar)),
        r(GET,  "/{lang}/{cloud}/articles",                 Everybody, get(public::articles)),
        r(GET,  "/{lang}/{cloud}/articles/{key}",           Everybody, get(public::article)),
        r(GET,  "/{lang}/{cloud}/articles/{key}/bilingual", Everybody, get(public::bilingual)),
        r(POST, "/{lang}/{cloud}/articles/{key}/bilingual", Everybody, post(public::say_wrong)),
        r(GET,  "/{lang}/{cloud}/guides",                   Everybody, get(guides::guides)),
        r(GET,  "/{lang}/{cloud}/guides/{key}",             Everybody, get(guides::begin)),
        r(POST, "/{lang}/{cloud}/guides/{key}",             Everybody, post(guides::answer)),
        r(GET,  "/{lang}/{cloud}/guides/{key}/{*way}",      Everybody, get(guides::step)),
        r(GET,  "/files/{hash}/{name}",                     Everybody, get(public::file)),
        r(GET,  "/{lang}/{cloud}/community",                Everybody, get(public::community)),
        r(GET,  "/{lang}/{cloud}/follow-us",                Everybody, get(following::follow_us)),
        r(GET,  "/confirm/{secret}",                        Everybody, get(following::confirm_address)),
        r(POST, "/confirm/{secret}",                        Everybody, post(following::confirm)),
        r(GET,  "/unsubscribe/{secret}",                    Everybody, get(following::leaving)),
        r(POST, "/unsubscribe/{secret}",                    Everybody, post(following::leave)),
        r(GET,  "/health/notifications",                    HealthReaders, get(following::notifications)),
        r(POST, "/health/notifications",                    HealthReaders, post(following::save_notifications)),
        r(POST, "/health/notifications/address",            HealthReaders, post(following::add_address)),
        r(POST, "/health/notifications/address/remove",     HealthReaders, post(following::remove_address)),
        r(POST, "/health/notifications/address/{id}/resume", HealthReaders, post(following::resume_address)),
        r(POST, "/health/issues/{number}/follow",           HealthReaders, post(following::follow)),
        r(POST, "/health/issues/{number}/unfollow",         HealthReaders, post(following::unfollow)),
        r(GET,  "/health/webhooks",                         WebhookMakers, get(following::webhooks)),
        r(POST, "/health/webhooks",                         WebhookMakers, post(following::add_webhook)),
        r(GET,  "/health/webhooks/{id}",                    WebhookMakers, get(following::webhook)),
        r(GET,  "/health/webhooks/{id}/live",               WebhookMakers, get(following::webhook_live)),
        r(GET,  "/health/webhooks/{id}/calls/{call}",       WebhookMakers, get(following::webhook_call)),
        r(POST, "/health/webhooks/{id}/{what}",             WebhookMakers, post(following::act_on_webhook)),
        r(GET,  "/{lang}/{cloud}/health",                   Everybody, get(health::public_overview)),
        r(GET,  "/{lang}/{cloud}/health/live",              Everybody, get(health::public_live)),
        r(GET,  "/{lang}/{cloud}/health/history",           Everybody, get(health::public_history)),
        r(GET,  "/{lang}/{cloud}/health/uptime",            Everybody, get(health::public_uptime)),
        r(GET,  "/{lang}/{cloud}/health/issues/{number}",   Everybody, get(health::public_issue)),
        r(GET,  "/{lang}/{cloud}/health/issues/{number}/files/{id}", Everybody, get(health::public_file)),
        r(GET,  "/health",                                  SignedIn,  get(health::overview)),
        r(GET,  "/health/live",                             HealthReaders, get(health::live)),
        r(GET,  "/health/history",                          HealthReaders, get(health::history)),
        r(GET,  "/health/uptime",                           HealthReaders, get(health::uptime)),
        r(GET,  "/health/issues/{number}",                  HealthReaders, get(health::issue)),
        r(GET,  "/health/issues/{number}/files/{id}",       HealthReaders, get(health::issue_file)),
        r(GET,  "/health/messages",                         HealthReaders, get(health::messages)),
        r(POST, "/health/messages",                         HealthReaders, post(health::mark)),
        r(GET,  "/health/messages/{number}",                HealthReaders, get(health::message)),
        r(GET,  "/health/messages/{number}/files/{id}",     HealthReaders, get(health::message_file)),
        // Everybody of a customer may say that something doesn't work.
        r(GET,  "/health/report",                           SignedIn,  get(health::report_form)),
        r(POST, "/health/report",                           SignedIn,  post(health::report)),
        r(GET,  "/health/reported",                         SignedIn,  get(health::reported)),
        r(GET,  "/health/settings",                         HealthReaders, get(health::settings)),
        r(POST, "/health/settings",                         HealthReaders, post(health::save_settings)),
        r(GET,  "/{lang}/{cloud}/health/feed.atom",         Everybody, get(feeds::atom)),
        r(GET,  "/{lang}/{cloud}/health/feed.rss",          Everybody, get(feeds::rss)),
        r(GET,  "/{lang}/{cloud}/health/maintenance.ics",   Everybody, get(feeds::maintenance)),
        r(GET,  "/statuspage/{cloud}/{lang}/api/v2/{*document}", Everybody, get(api::statuspage)),
        r(GET,  "/api/v2/{*document}",                      Everybody, get(api::statuspage_of_home)),
        r(POST, "/language",                                Everybody, post(account::switch_language)),
        r(POST, "/theme",                                   Everybody, post(account::switch_theme)),

        r(GET,  "/sign-in",                                 Everybody, get(account::sign_in_form)),
        r(POST, "/sign-in",                                 Everybody, post(account::sign_in)),
        r(GET,  "/link/{secret}",                           Everybody, get(account::link)),
        r(POST, "/link/{secret}",                           Everybody, post(account::use_link)),
        r(POST, "/sign-out",                                SignedIn,  post(account::sign_out)),
        r(GET,  "/account",                                 SignedIn,  get(account::account)),
        r(POST, "/account/profile",                         SignedIn,  post(account::change_profile)),
        r(POST, "/account/password",                        SignedIn,  post(account::change_password)),
        r(POST, "/account/sessions/{id}/end",               SignedIn,  post(account::end_session)),
        r(GET,  "/account/tokens",                          SignedIn,  get(account::tokens)),
        r(POST, "/account/tokens",                          SignedIn,  post(account::make_token)),
        r(POST, "/account/tokens/{id}/revoke",              SignedIn,  post(account::revoke_token)),

        r(GET,  "/account/contacts",                        Managers,  get(account::contacts)),
        r(POST, "/account/contacts",                        Managers,  post(account::add_contact)),
        r(POST, "/account/contacts/remove",                 Managers,  post(account::remove_contact)),
        r(GET,  "/account/calls",                           Managers,  get(account::calls)),
        r(GET,  "/account/calls/live",                      Managers,  get(account::calls_live)),

        r(GET,  "/help",                                    Everybody, get(help::pane)),
        r(GET,  "/help/suggest",                            Everybody, get(finding::suggest)),
        r(POST, "/helped",                                  Everybody, post(finding::helped)),
        r(GET,  "/help/contact",                            SignedIn,  get(help::contact_form)),
        r(GET,  "/help/assist",                             SignedIn,  get(help::assist_form)),
        r(POST, "/help/assist",                             SignedIn,  post(help::ask_assist)),
        r(POST, "/help/contact",                            SignedIn,  post(help::contact)),

        r(GET,  "/requests",                                Managers,  get(requests::list)),
        r(GET,  "/requests/{number}",                       Managers,  get(requests::show)),
        r(GET,  "/requests/{number}/live",                  Managers,  get(requests::live)),
        r(GET,  "/requests/{number}/why",                   Managers,  get(why::request)),
        r(GET,  "/requests/{number}/callback",              Managers,  get(callbacks::choose)),
        r(GET,  "/requests/{number}/callback.ics",          Managers,  get(callbacks::calendar)),
        r(POST, "/requests/{number}/callback",              Managers,  post(callbacks::change)),
        r(POST, "/requests/{number}/callback/cancel",       Managers,  post(callbacks::cancel)),
        r(POST, "/requests/{number}/reply",                 Managers,  post(requests::reply)),
        r(POST, "/requests/{number}/close",                 Managers,  post(requests::close)),
        r(POST, "/requests/{number}/reopen",                Managers,  post(requests::reopen)),
        r(POST, "/requests/{number}/goes-on",               Managers,  post(requests::goes_on)),
        r(POST, "/requests/{number}/resolve",               Managers,  post(requests::resolve)),
        r(POST, "/requests/{number}/hand-on",               Managers,  post(requests::hand_on)),
        r(GET,  "/requests/{number}/attachments/{id}",      SignedIn,  get(requests::attachment)),

        r(GET,  "/desk",                                    Agents,    get(desk::desk)),
        r(GET,  "/desk/queue",                              Agents,    get(desk::queue)),
        r(GET,  "/desk/next",                               Agents,    get(desk::next)),
        r(GET,  "/desk/live",                               Agents,    get(desk::live)),
        r(GET,  "/desk/notices",                            Agents,    get(desk::notices)),
        r(POST, "/desk/notices/{id}/seen",                  Agents,    post(desk::see)),
        r(GET,  "/desk/cases/{number}",                     Agents,    get(desk::case)),
        r(GET,  "/desk/cases/{number}/live",                Agents,    get(desk::case_live)),
        r(GET,  "/desk/cases/{number}/history",             Agents,    get(desk::history)),
        r(GET,  "/desk/cases/{number}/why",                 Agents,    get(why::case)),
        r(POST, "/desk/cases/{number}/presence",            Agents,    post(desk::presence)),
        r(POST, "/desk/cases/{number}/write",               Agents,    post(desk::write)),
        r(POST, "/desk/cases/{number}/assign",              Agents,    post(desk::assign)),
        r(POST, "/desk/cases/{number}/severity",            Agents,    post(desk::severity)),
        r(POST, "/desk/cases/{number}/lower",               Agents,    post(desk::lower)),
        r(POST, "/desk/cases/{number}/wait",                Agents,    post(desk::wait)),
        r(POST, "/desk/cases/{number}/resolve",             Agents,    post(desk::resolve)),
        r(POST, "/desk/cases/{number}/close",               Agents,    post(desk::close)),
        r(POST, "/desk/cases/{number}/reopen",              Agents,    post(desk::reopen)),
        r(POST, "/desk/cases/{number}/issue/{what}",        Agents,    post(desk::case_issue)),
        r(POST, "/desk/cases/{number}/called",              Agents,    post(desk::log_call)),
        r(GET,  "/desk/presence",                           Agents,    get(desk::presence_menu)),
        r(POST, "/desk/presence",                           Agents,    post(desk::set_presence)),
        r(GET,  "/desk/duty",                               Agents,    get(desk::duty)),
        r(GET,  "/desk/duty/live",                          Agents,    get(desk::duty_live)),
        r(POST, "/desk/duty/feed",                          Agents,    post(desk::make_feed)),
        r(POST, "/desk/duty/feed/end",                      Agents,    post(desk::end_feed)),
        r(GET,  "/shifts/{secret}",                         Everybody, get(desk::shift_feed)),
        r(GET,  "/desk/duty/plan",                          DeskManagers, get(desk::plan)),
        r(GET,  "/desk/duty/plan.csv",                      DeskManagers, get(desk::plan_csv)),
        r(POST, "/desk/duty/plan/import",                   DeskManagers, post(desk::import_shifts)),
        r(POST, "/desk/duty/shifts",                        DeskManagers, post(desk::add_shift)),
        r(GET,  "/desk/duty/shifts/{id}",                   DeskManagers, get(desk::shift)),
        r(POST, "/desk/duty/shifts/{id}",                   DeskManagers, post(desk::change_shift)),
        r(GET,  "/desk/duty/rotas/{id}",                    DeskManagers, get(desk::rota)),
        r(POST, "/desk/duty/rotas/{id}",                    DeskManagers, post(desk::set_rota)),
        r(GET,  "/desk/callbacks",                          Agents,    get(callbacks::list)),
        r(GET,  "/desk/callbacks/live",                     Agents,    get(callbacks::live)),
        r(POST, "/desk/callbacks/next",                     Agents,    post(callbacks::next)),
        r(POST, "/desk/callbacks/{id}/take",                Agents,    post(callbacks::take)),
        r(POST, "/desk/callbacks/{id}/outcome",             Agents,    post(callbacks::outcome)),
        r(GET,  "/desk/organizations/{id}",                 Agents,    get(desk::organization)),
        r(GET,  "/desk/phone",                              Agents,    get(desk::calls)),
        r(GET,  "/desk/phone/systems",                      DeskManagers, get(desk::systems)),
        r(POST, "/desk/phone/systems",                      DeskManagers, post(desk::add_system)),
        r(POST, "/desk/phone/systems/{id}/revoke",          DeskManagers, post(desk::revoke_system)),
        r(POST, "/desk/phone/extensions",                   DeskManagers, post(desk::extension)),
        r(GET,  "/desk/calls/alerts",                       Agents,    get(desk::call_alerts)),
        r(GET,  "/desk/calls/{id}",                         Agents,    get(desk::call)),
        r(GET,  "/desk/calls/{id}/live",                    Agents,    get(desk::call_live)),
        r(GET,  "/desk/calls/{id}/new-request",             Agents,    get(desk::new_request)),
        r(POST, "/desk/calls/{id}/new-request",             Agents,    post(desk::open_request)),
        r(POST, "/desk/calls/{id}/act/{what}",              Agents,    post(desk::act_on_call)),
        r(GET,  "/desk/calls/{id}/proof",                   Agents,    get(desk::proof)),
        r(POST, "/desk/calls/{id}/proof/send",              Agents,    post(desk::send_code)),
        r(POST, "/desk/calls/{id}/proof/try",               Agents,    post(desk::try_code)),
        r(GET,  "/desk/health",                             Agents,    get(desk::health_list)),
        r(GET,  "/desk/health/live",                        Agents,    get(desk::health_live)),
        r(POST, "/desk/health/notices/{id}/seen",           Agents,    post(desk::see_health_notice)),
        r(GET,  "/desk/health/new",                         Engineers, get(desk::new_issue)),
        r(POST, "/desk/health/new",                         Engineers, post(desk::begin_issue)),
        r(GET,  "/desk/health/reports/{id}",                Engineers, get(desk::reported)),
        r(POST, "/desk/health/reports/{id}/{what}",         Engineers, post(desk::decide)),
        r(GET,  "/desk/health/issues/{number}",             Agents,    get(desk::health_issue)),
        r(POST, "/desk/health/issues/{number}/requests/{what}", Agents, post(desk::linked_requests)),
        r(GET,  "/desk/health/issues/{number}/facts",       Engineers, get(desk::issue_facts)),
        r(POST, "/desk/health/issues/{number}/facts",       Engineers, post(desk::change_issue)),
        r(POST, "/desk/health/issues/{number}/files",       Engineers, post(desk::add_health_files)),
        r(GET,  "/desk/health/issues/{number}/files/{id}",  Agents,    get(desk::health_file)),
        r(GET,  "/desk/health/issues/{number}/posts/{id}",  Engineers, get(desk::health_post)),
        r(POST, "/desk/health/issues/{number}/posts/{id}",  Engineers, post(desk::write_post)),
        r(POST, "/desk/health/issues/{number}/posts/{id}/{what}", Engineers, post(desk::act_on_post)),
        r(GET,  "/desk/health/issues/{number}/reviews/{kind}", Engineers, get(desk::health_review)),
        r(POST, "/desk/health/issues/{number}/reviews/{kind}", Engineers, post(desk::write_review)),
        r(GET,  "/desk/health/issues/{number}/translate/{what}/{language}", Engineers, get(desk::said_in)),
        r(POST, "/desk/health/issues/{number}/translate/{what}/{language}", Engineers, post(desk::translate_said)),
        r(GET,  "/desk/health/messages/{number}",           Engineers, get(desk::health_message)),
        r(POST, "/desk/health/messages/{number}",           Engineers, post(desk::write_message)),
        r(GET,  "/desk/health/messages/{number}/translate/{language}", Engineers, get(desk::message_in)),
        r(POST, "/desk/health/messages/{number}/translate/{language}", Engineers, post(desk::translate_message)),
        r(GET,  "/desk/audit",                              Agents,    get(desk::audit)),
        r(GET,  "/desk/record",                             Agents,    get(desk::record)),
        r(GET,  "/desk/record/cases",                       Agents,    get(desk::record_cases)),
        r(GET,  "/desk/record.csv",                         Agents,    get(desk::record_csv)),

        r(GET,  "/desk/waits",                              Agents,    get(waits::report)),
        r(GET,  "/desk/staffing",                           Agents,    get(waits::staffing)),
        r(GET,  "/desk/waits.csv",                          Agents,    get(waits::csv)),
        r(GET,  "/desk/waits/{id}",                         Agents,    get(waits::one)),

        r(GET,  "/authoring/finding",                       Authors,   get(finding::report)),
        r(GET,  "/authoring/guides",                        Authors,   get(guides::report)),
        r(GET,  "/authoring/guides/{key}",                  Authors,   get(guides::report_one)),
        r(GET,  "/authoring/finding.csv",                   Authors,   get(finding::report_csv)),
        r(GET,  "/authoring",                               Authors,   get(authoring::home)),
        r(GET,  "/authoring/new",                           Authors,   get(authoring::new)),
        r(POST, "/authoring/new",                           Authors,   post(authoring::begin_new)),
        r(GET,  "/authoring/articles/{key}",                Authors,   get(authoring::article)),
        r(POST, "/authoring/articles/{key}/{language}/edit", Authors,  post(authoring::edit)),
        r(POST, "/authoring/articles/{key}/{language}/translate", Authors, post(authoring::translate)),
        r(GET,  "/authoring/articles/{key}/{language}/versions", Authors, get(authoring::versions)),
        r(GET,  "/authoring/articles/{key}/{language}/versions/{number}", Authors, get(authoring::version)),
        r(POST, "/authoring/articles/{key}/{language}/versions/{number}/restore", Authors, post(authoring::restore)),
        r(GET,  "/authoring/drafts/{id}",                   Authors,   get(authoring::draft)),
        r(POST, "/authoring/drafts/{id}",                   Authors,   post(authoring::save)),
        r(POST, "/authoring/drafts/{id}/preview",           Authors,   post(authoring::preview)),
        r(POST, "/authoring/drafts/{id}/sentences",         Authors,   post(authoring::save_sentences)),
        r(POST, "/authoring/drafts/{id}/renew",             Authors,   post(authoring::renew)),
        r(POST, "/authoring/drafts/{id}/rebase",            Authors,   post(authoring::rebase)),
        r(POST, "/authoring/drafts/{id}/submit",            Authors,   post(authoring::submit)),
        r(GET,  "/authoring/drafts/{id}/review",            Authors,   get(authoring::review)),
        r(POST, "/authoring/drafts/{id}/approve",           Authors,   post(authoring::approve)),
        r(POST, "/authoring/drafts/{id}/return",            Authors,   post(authoring::give_back)),
        r(POST, "/authoring/drafts/{id}/take-back",         Authors,   post(authoring::take_back)),
        r(POST, "/authoring/drafts/{id}/discard",           Authors,   post(authoring::discard)),
        r(POST, "/authoring/remarks/{id}/done",             Authors,   post(authoring::settle)),

        r(GET,  "/api/v1/search",                           Everybody, get(api::search)),
        r(GET,  "/api/v1/waits",                            Everybody, get(waits::api)),
        r(GET,  "/api/v1/suggest",                          Everybody, get(api::suggest)),
        r(GET,  "/api/v1/phone/places",                     Everybody, get(api::phone_places)),
        r(GET,  "/api/v1/phone/places/{place}",             Everybody, get(api::phone_place)),
        r(GET,  "/api/v1/articles/{key}",                   Everybody, get(api::editions)),
        r(GET,  "/api/v1/articles/{key}/{language}/versions", Authors, get(api::versions)),
        r(POST, "/api/v1/cti/{token}",                      Everybody, post(api::cti)),
        r(GET,  "/api/v1/token",                            Programs,  get(api::token)),
        // Microsoft Graph; `api/graph/place.rs` knows what stands there, and which methods each takes.
        r(GET,  "/v1.0/{*path}",                            Programs,  any(api::graph)),
        r(GET,  "/api/v1/requests",                         Managers,  get(api::list)),
        r(POST, "/api/v1/requests",                         Managers,  post(api::open)),
        r(GET,  "/api/v1/requests/{number}",                Managers,  get(api::show)),
        r(GET,  "/api/v1/requests/{number}/clocks",         Managers,  get(api::clocks)),
        r(GET,  "/api/v1/callbacks/slots",                  Managers,  get(callbacks::api_slots)),
        r(POST, "/api/v1/requests/{number}/callback",       Managers,  post(callbacks::api_change)),
        r(Method::DELETE, "/api/v1/requests/{number}/callback", Managers, delete(callbacks::api_cancel)),
        r(POST, "/api/v1/requests/{number}/replies",        Managers,  post(api::reply)),
    ]
}

/// Every route that is about somebody, with who may use it.
pub fn routes() -> Vec<Route> {
    table().into_iter().map(|(route, _)| route).collect()
}

pub fn router(app: Shared) -> Router {
    let csrf = CsrfLayer::new();
    let csrf = match csrf.add_trusted_origin(&app.config.base_url) {
        Ok(layer) => layer,
        Err(_) => CsrfLayer::new(),
    };
    let refuse = |_| Fault::Told(StatusCode::FORBIDDEN, tell("error-other-site")).into_response();
    let routed = |routes: Vec<(Route, MethodRouter<Shared>)>| {
        routes.into_iter().fold(Router::new(), |router, (route, handler)| router.route(route.path, handler))
    };
    let (programs, browsers): (Vec<_>, Vec<_>) =
        table().into_iter().partition(|(route, _)| route.for_ == For::Programs);
    let pages = routed(browsers)
        .layer(csrf.with_rejection_response(refuse))
        .merge(routed(programs))
        .fallback(async || Fault::NotFound)
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(middleware::from_fn_with_state(app.clone(), visit::visits));
    Router::new()
        .route("/assets/{version}/{name}", get(assets::asset))
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(api::ready))
        .merge(pages)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(security::headers))
        .with_state(app)
}
