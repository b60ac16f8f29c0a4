import { Migration } from '@medusajs/framework/mikro-orm/migrations';

const kinds = "'register', 'ship', 'slip', 'deliver', 'cancel', 'amount', 'edit', 'amend', 'settle'";

export class Migration20261122080000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "atobarai_task" ("id" text not null, "kind" text check ("kind" in (${kinds})) not null, "ref_id" text not null, "order_id" text not null, "status" text check ("status" in ('pending', 'done', 'failed')) not null default 'pending', "attempts" integer not null default 0, "next_at" timestamptz not null, "last_error" text null, "payload" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "atobarai_task_pkey" primary key ("id"));`,
    );
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_atobarai_task_deleted_at" ON "atobarai_task" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_atobarai_task_kind_ref_id_unique" ON "atobarai_task" ("kind", "ref_id") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_atobarai_task_status_next_at" ON "atobarai_task" ("status", "next_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_atobarai_task_order_id" ON "atobarai_task" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(
      `create table if not exists "atobarai_event" ("id" text not null, "type" text not null, "resource_id" text not null, "sequence" integer not null, "happened_at" timestamptz not null, "swept" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "atobarai_event_pkey" primary key ("id"));`,
    );
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_atobarai_event_deleted_at" ON "atobarai_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_atobarai_event_resource_id_sequence" ON "atobarai_event" ("resource_id", "sequence") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_atobarai_event_swept_happened_at" ON "atobarai_event" ("swept", "happened_at") WHERE deleted_at IS NULL;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "atobarai_task" cascade;`);
    this.addSql(`drop table if exists "atobarai_event" cascade;`);
  }
}
