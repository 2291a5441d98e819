"""Rights and their proof."""

import sqlalchemy as sa
from alembic import op

revision = "engine_0002"
down_revision = "engine_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rights and their proof."""
    op.create_table('alias',
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('token')
    )
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alias_person'), ['person'], unique=False)

    op.create_table('audit',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('actor', sa.String(), nullable=True),
    sa.Column('subject', sa.String(), nullable=True),
    sa.Column('facts', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_actor'), ['actor'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_subject'), ['subject'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('given', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_person'), ['person'], unique=False)

    # the id of somebody who was erased must not be given to another
    with op.batch_alter_table(
        "person", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(sa.Column("paused", sa.BigInteger(), nullable=True))

    # the same arguments may be stashed for several persons, each their own
    before = sa.Table(
        "stash",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("args", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stash", recreate="always", copy_from=before) as batch_op:
        batch_op.add_column(sa.Column("person", sa.Integer(), nullable=True))
        batch_op.create_index("ix_stash_args", ["args"], unique=False)
        batch_op.create_index("ix_stash_person", ["person"], unique=False)
