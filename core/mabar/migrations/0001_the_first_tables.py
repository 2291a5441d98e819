"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "mabar_0001"
down_revision = None
branch_labels = ("mabar",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('mabar_session',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('game', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('slots', sa.Integer(), nullable=False),
    sa.Column('host', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('over', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mabar_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_session_at'), ['at'], unique=False)

    op.create_table('mabar_seat',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('session', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('session', 'person'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mabar_seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_seat_person'), ['person'], unique=False)
