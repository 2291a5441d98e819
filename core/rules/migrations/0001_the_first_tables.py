"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "rules_0001"
down_revision = None
branch_labels = ("rules",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('rules_accepted',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('person', 'version'),
    sqlite_autoincrement=True
    )
    op.create_table('rules_asked',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('person', 'version'),
    sqlite_autoincrement=True
    )
    op.create_table('rules_case',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('who', sa.Integer(), nullable=True),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('rule', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('apart', sa.Boolean(), nullable=False),
    sa.Column('admins', sa.Boolean(), nullable=False),
    sa.Column('machine', sa.Boolean(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('taker', sa.Integer(), nullable=True),
    sa.Column('opened', sa.BigInteger(), nullable=False),
    sa.Column('closed', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_case_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_rules_case_taker'), ['taker'], unique=False)
        batch_op.create_index(batch_op.f('ix_rules_case_who'), ['who'], unique=False)

    op.create_table('rules_draft',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('who', sa.Integer(), nullable=True),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_draft_person'), ['person'], unique=False)
        batch_op.create_index(batch_op.f('ix_rules_draft_who'), ['who'], unique=False)

    op.create_table('rules_hold',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('wanted', sa.String(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=True),
    sa.Column('banned', sa.Boolean(), nullable=False),
    sa.Column('muted', sa.Boolean(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('pending', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('platform', 'account', 'place'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_hold_person'), ['person'], unique=False)

    op.create_table('rules_ignored',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('rules_sanction',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('rule', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=True),
    sa.Column('machine', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=True),
    sa.Column('standing', sa.String(), nullable=False),
    sa.Column('ended', sa.BigInteger(), nullable=True),
    sa.Column('case', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_sanction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_sanction_by'), ['by'], unique=False)
        batch_op.create_index(batch_op.f('ix_rules_sanction_person'), ['person'], unique=False)
        batch_op.create_index(batch_op.f('ix_rules_sanction_standing'), ['standing'], unique=False)
        batch_op.create_index('rules_sanction_due', ['standing', 'until'], unique=False)

    op.create_table('rules_version',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('written', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('mark'),
    sqlite_autoincrement=True
    )
    op.create_table('rules_appeal',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('sanction', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('judge', sa.Integer(), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('decided', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['sanction'], ['rules_sanction.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('sanction'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_appeal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_appeal_judge'), ['judge'], unique=False)

    op.create_table('rules_outcome',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('sanction', sa.Integer(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('ends', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['sanction'], ['rules_sanction.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('sanction', 'account', 'place'),
    sqlite_autoincrement=True
    )
    op.create_table('rules_report',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('case', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('rule', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('named', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['rules_case.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('case', 'person'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_report_person'), ['person'], unique=False)
