"""What the guards saw."""

import sqlalchemy as sa
from alembic import op

revision = "rules_0002"
down_revision = "rules_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the guards saw."""
    op.create_table('rules_finding',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('guard', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('sanction', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('rules_finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rules_finding_person'), ['person'], unique=False)

    op.create_table('rules_newcomer',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('messages', sa.Integer(), nullable=False),
    sa.Column('trusted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('person')
    )
