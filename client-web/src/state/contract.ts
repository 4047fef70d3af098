// The wire contract of kortelijn.v1 as this client reads it: names for the types made from protocol/schema.
// Types only. Must never hold a rule about who may see what: the server alone decides that (I12).
import type * as p from "../../../protocol/ts/methods";
import type { CallNotices } from "./call/wire";
import type { CaseStart, HelloStart, StartNotices } from "./start/wire";

export type {
  AuditRow, CaseRow, EditItem, Ground, GroundItem, Here, MessageItem, Person, RetractItem,
} from "../../../protocol/ts/methods";

export type FileItem = p.AttachmentItem;
export type { LifeDomain } from "../../../protocol/ts/methods";
export type OrganisationRef = p.Organisation;
export type MemberRef = p.Member;
export type CaseOpen = p.CaseOpenResult & CaseStart;
export type HouseholdMember = CaseOpen["household"][number];
export type Knows = p.GroundListResult;
export type Row = p.MatrixRow;
export type Cell = Row["cells"][number];
export type CellMember = Cell["members"][number];
export type Mark = CellMember["state"];
export type Together = Cell["together"];
export type RoomJoin = p.RoomJoinResult;
export type GroundWords = RoomJoin["grounds"][number];
export type Page = p.MessageHistoryResult;
export type Hit = p.MessageSearchResult["hits"][number];
export type DirectoryPerson = p.DirectorySearchResult["people"][number];
export type SessionRow = p.Session;
export type AuditEntry = p.AuditEntryResult;
export type Checkpoint = p.AuditCheckpointResult;
/** An event of a room, with those that a start adds. */
export type Item = p.Item;
export type { StartItem } from "./start/wire";
export type Hello = Omit<p.ConnectionHelloResult, keyof HelloStart> & HelloStart;
export type Notices = p.Notices & Omit<StartNotices, keyof p.Notices> & Omit<CallNotices, keyof p.Notices>;
export type NoticeName = keyof Notices;

/** Words of the field travel as plain strings inside the client: they came from the server and go back to it. */
type Loose<T> = T extends string ? string : T extends (infer U)[] ? Loose<U>[] : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;
type Sent<M extends p.Method> = { [K in keyof Omit<p.Params<M>, "client_id">]: Loose<Omit<p.Params<M>, "client_id">[K]> };
/** Every method: what is sent (the line adds client_id itself) and what comes back. */
type Made = Exclude<p.Method, "connection.hello">;
export type Methods = { [M in Made]: [Sent<M>, p.Result<M>] };
export type MethodName = keyof Methods;
/** Params without a field that the schema does not know: a spread would carry one past the compiler. */
export type Only<M extends MethodName, P> = P & { [K in Exclude<keyof P, keyof Methods[M][0]>]: never };

export type AuditSearch = Methods["audit.search"][0];
export type GroundInput = Omit<Methods["ground.record"][0], "case">;
export type NewMember = Methods["case.create"][0]["household"][number];
export type NewGround = Methods["case.create"][0]["grounds"][number];

export type DemoPerson = { id: number; name: string; organisation: string; role: string; team?: string; says: { nl: string; en: string }; carries: string[] };
export type SessionState = { signed_in: boolean; name?: string; demo: boolean };
export type Invitation = { name: string; email: string; totp_uri: string; totp_secret: string; qr_svg: string };
